using Pipelock.Config.Options;

namespace Pipelock.Evidence.Emit;

/// <summary>One event on its way to another system. Immutable.</summary>
/// <param name="Severity">How bad.</param>
/// <param name="Type">The event's name, as in the log.</param>
/// <param name="At">When.</param>
/// <param name="Message">The sentence of its log line.</param>
/// <param name="Fields">The fields of its log line: texts, numbers, or lists of texts.</param>
internal sealed record EmittedEvent(
    EventSeverity Severity, string Type, DateTimeOffset At, string Message,
    IReadOnlyList<KeyValuePair<string, object>> Fields);
