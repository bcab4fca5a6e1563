namespace Pipelock.Policy.Mcp;

/// <summary>What the relay does with a message.</summary>
public enum McpOutcome : byte
{
    /// <summary>It goes on, byte for byte.</summary>
    Forward,

    /// <summary><see cref="McpDecision.Bytes"/> go on in its place.</summary>
    Rewrite,

    /// <summary>
    /// It does not go on; the client gets <see cref="McpDecision.Bytes"/>, a complete error answer (or an array of
    /// answers, where the message was a batch).
    /// </summary>
    Refuse,

    /// <summary>
    /// It does not go on; the server, which asked, gets <see cref="McpDecision.Bytes"/>, a complete error answer.
    /// </summary>
    RefuseServer,

    /// <summary>It does not go on and nobody is answered: a notification, or something nobody waits for.</summary>
    Drop,

    /// <summary>
    /// It does not go on; the program of <see cref="McpDecision.Redirect"/> answers it. Where it cannot,
    /// <see cref="McpDecision.Bytes"/> is the error answer for the client.
    /// </summary>
    Redirect,
}
