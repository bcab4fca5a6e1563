namespace Pipelock.Protocols.Sse;

/// <summary>What <see cref="SseParser.Read"/> or <see cref="SseParser.Complete"/> arrived at.</summary>
public enum SseStatus : byte
{
    /// <summary>All input was taken and nothing is complete.</summary>
    NeedMore,

    /// <summary>An event is complete: a client dispatches it.</summary>
    Event,

    /// <summary>A comment line that stands outside an event, often a keep-alive.</summary>
    Comment,

    /// <summary>A block that dispatches nothing: an empty line, or fields without data.</summary>
    Blank,

    /// <summary>An event or comment is larger than allowed; the parser takes no more.</summary>
    Oversize,

    /// <summary>The stream ended inside an event, which clients discard.</summary>
    Incomplete,

    /// <summary>The stream ended between two events.</summary>
    End,
}
