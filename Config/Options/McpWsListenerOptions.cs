using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Limits of the MCP WebSocket listener.</summary>
[Summary("Limits of the MCP WebSocket listener.")]
public sealed record McpWsListenerOptions
{
    /// <summary>Origins of browsers that may connect, such as https://app.example.com.</summary>
    [Summary("Origins of browsers that may connect, such as https://app.example.com.")]
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>Connections open at once.</summary>
    [Summary("Connections open at once.")]
    [Bounds(1)]
    public int MaxConnections { get; init; } = 100;
}
