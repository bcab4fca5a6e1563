namespace Pipelock.Policy.Mcp;

/// <summary>Where a message came from.</summary>
public enum McpDirection : byte
{
    /// <summary>From the agent, on its way to the server.</summary>
    FromClient,

    /// <summary>From the server, on its way to the agent.</summary>
    FromServer,
}
