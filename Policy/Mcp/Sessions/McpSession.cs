namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>What is remembered of one session between an agent and a server. Bounded; thread-safe.</summary>
/// <remarks>Both directions use it at once, and it outlives reloads of the configuration.</remarks>
/// <param name="server">The server at its other end.</param>
/// <param name="agent">The profile in <c>agents</c> whose budget it spends.</param>
public sealed class McpSession(McpServer server, string agent = McpSession.DefaultAgent)
{
    /// <summary>The profile of agents that have none of their own.</summary>
    public const string DefaultAgent = "_default";

    /// <summary>The server at its other end.</summary>
    public McpServer Server { get; } = server;

    /// <summary>The profile in <c>agents</c> whose budget it spends.</summary>
    public string Agent { get; } = agent;
}
