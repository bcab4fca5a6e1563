namespace Pipelock.Protocols.WebSocket;

/// <summary>The close codes this product sends, and which ones anybody may send (RFC 6455 §7.4). Thread-safe.</summary>
public static class CloseCodes
{
    /// <summary>The purpose is fulfilled.</summary>
    public const int Normal = 1000;

    /// <summary>The endpoint goes away.</summary>
    public const int GoingAway = 1001;

    /// <summary>The peer broke the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>What a close frame without a code means; never sent.</summary>
    public const int NoStatus = 1005;

    /// <summary>What a connection that ended without a close frame means; never sent.</summary>
    public const int Abnormal = 1006;

    /// <summary>A payload that is not what its type says.</summary>
    public const int InvalidPayload = 1007;

    /// <summary>A message that a policy refuses.</summary>
    public const int PolicyViolation = 1008;

    /// <summary>A message too big to take.</summary>
    public const int MessageTooBig = 1009;

    /// <summary>The server met a condition it did not expect.</summary>
    public const int InternalError = 1011;

    /// <summary>Whether <paramref name="code"/> may stand in a close frame.</summary>
    /// <remarks>1004 to 1006 and 1015 never may; 1012 to 1014 were registered after the RFC; 3000 and up are
    /// free.</remarks>
    public static bool MayBeSent(int code) =>
        code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
