namespace Pipelock.Policy.Sessions;

/// <summary>What a session wants to do, as far as quarantine tells it apart.</summary>
public enum SessionActivity : byte
{
    /// <summary>GET, HEAD or OPTIONS, a fetched page, a question to the scan API, an MCP message.</summary>
    Read,

    /// <summary>Any other method.</summary>
    Write,

    /// <summary>A tunnel nobody sees into.</summary>
    Tunnel,

    /// <summary>A WebSocket.</summary>
    WebSocket,
}
