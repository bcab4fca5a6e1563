namespace Pipelock.Protocols.Http1;

/// <summary>What one call of a head parser achieved.</summary>
public enum ParseStatus : byte
{
    /// <summary>
    /// The bytes given are a valid beginning; all of them were taken, call again with the bytes that follow.
    /// </summary>
    NeedMore,

    /// <summary>The head is complete; the bytes behind it were not taken.</summary>
    Complete,

    /// <summary>
    /// The message is not acceptable; the head's <c>Refusal</c> says why. The connection must not be reused.
    /// </summary>
    Refused,
}
