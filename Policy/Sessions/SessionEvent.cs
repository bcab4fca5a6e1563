using Pipelock.Scanners;

namespace Pipelock.Policy.Sessions;

/// <summary>Something that counted against a session.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">The name of the signal.</param>
/// <param name="Target">The host it was about, as far as it may be told.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Score">The points it added.</param>
public sealed record SessionEvent(
    DateTimeOffset At, string Kind, string Target, string Detail, Severity Severity, double Score);
