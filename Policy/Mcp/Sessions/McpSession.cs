using Pipelock.Policy.Mcp.Budgets;
using Pipelock.Policy.Mcp.Chains;
using Pipelock.Policy.Mcp.Tools;
using Pipelock.Scanners;

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

    /// <summary>By which the log knows the session: random, so that it tells nothing about the client.</summary>
    public string Key { get; } = $"mcp-{Guid.CreateVersion7():n}";

    /// <summary>True when the revision in use has batches.</summary>
    /// <remarks>Set from the answer to <c>initialize</c>; false before it.</remarks>
    public bool AllowsBatches { get; internal set; }

    /// <summary>Held while any of the following is used.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Requests that wait for an answer.</summary>
    internal OutstandingRequests Outstanding { get; } = new();

    /// <summary>What these requests are about.</summary>
    internal RequestSubjects Subjects { get; } = new();

    /// <summary>Tools the server has listed.</summary>
    internal KnownTools Tools { get; } = new();

    /// <summary>The latest tool calls.</summary>
    internal ChainHistory Chain { get; } = new();

    /// <summary>The ends of the latest arguments.</summary>
    internal MessagePieces Pieces { get; } = new();

    /// <summary>What was spent.</summary>
    internal Spending Spending { get; } = new();
}
