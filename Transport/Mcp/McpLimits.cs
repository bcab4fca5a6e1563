using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Transport.Mcp;

/// <summary>The bounds of MCP traffic.</summary>
internal static class McpLimits
{
    /// <summary>Largest message from a client, in bytes.</summary>
    public const int ClientMessageBytes = 10 * 1024 * 1024;

    /// <summary>Largest message from a server, in bytes: a result of 10 MB with room for its escapes.</summary>
    public const int ServerMessageBytes = 32 * 1024 * 1024;

    /// <summary>Of messages from a client.</summary>
    public static readonly JsonRpcLimits FromClient = JsonRpcLimits.Default with { MaxBytes = ClientMessageBytes };

    /// <summary>Of messages from a server.</summary>
    public static readonly JsonRpcLimits FromServer = JsonRpcLimits.Default with { MaxBytes = ServerMessageBytes };

    /// <summary>A client's message must be complete within this time, in milliseconds.</summary>
    public const long BodyMilliseconds = 30_000;

    /// <summary>
    /// A server may take as long for the head of its answer, in milliseconds: a tool may work for minutes before it has
    /// anything to say, and the client, which knows its own patience, ends the exchange by leaving.
    /// </summary>
    public const long AnswerMilliseconds = 15 * 60_000;

    /// <summary>Idle connections kept to the server.</summary>
    public const int IdleConnections = 64;
}
