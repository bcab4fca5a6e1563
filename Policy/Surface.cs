namespace Pipelock.Policy;

/// <summary>The part of the traffic a scan looked at; the sentence told to the client depends on it.</summary>
public enum Surface : byte
{
    /// <summary>The URL of a forwarded request, and the addresses its host resolves to.</summary>
    Url,

    /// <summary>The authority of a CONNECT request, and the addresses it resolves to.</summary>
    Connect,

    /// <summary>The header fields of a request.</summary>
    Headers,

    /// <summary>The body of a request.</summary>
    Body,

    /// <summary>The body of a response.</summary>
    Response,

    /// <summary>A message of a WebSocket, in either direction.</summary>
    WebSocket,

    /// <summary>A message of an agent to an MCP server.</summary>
    McpRequest,

    /// <summary>A message of an MCP server to an agent.</summary>
    McpAnswer,
}
