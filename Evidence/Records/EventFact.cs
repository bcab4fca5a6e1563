using Pipelock.Config.Options;

namespace Pipelock.Evidence.Records;

/// <summary>What is fixed about one event.</summary>
/// <param name="Level">Level in the log.</param>
/// <param name="Message">The sentence of the line.</param>
/// <param name="Gate">The setting that can silence it.</param>
/// <param name="Severity">How bad it is to whoever receives events; never left to chance.</param>
internal sealed record EventFact(string Level, string Message, EventGate Gate, EventSeverity Severity)
{
    /// <summary>The event's name as UTF-8, for example <c>forward_http</c>.</summary>
    public required byte[] Name { get; init; }

    /// <summary>The level as UTF-8.</summary>
    public byte[] LevelUtf8 { get; } = System.Text.Encoding.ASCII.GetBytes(Level);

    /// <summary>The message as UTF-8.</summary>
    public byte[] MessageUtf8 { get; } = System.Text.Encoding.ASCII.GetBytes(Message);

    /// <summary>It must not be lost in favour of lines about ordinary traffic, and is written without delay.</summary>
    public bool IsUrgent => Gate != EventGate.Allowed;
}
