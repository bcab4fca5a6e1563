using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Transport.Mcp.Redirect;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>What all connections of one MCP listener share. Thread-safe.</summary>
public sealed class McpListening
{
    /// <summary>The server behind it.</summary>
    public required McpUpstream Upstream { get; init; }

    /// <summary>What is remembered of its clients.</summary>
    public required McpSessionTable Sessions { get; init; }

    /// <summary>Is told what was found.</summary>
    public required McpJournal Journal { get; init; }

    /// <summary>Answers redirected calls.</summary>
    public required RedirectRunner Redirects { get; init; }

    /// <summary>It is bound to loopback: only this machine may be named by its clients.</summary>
    public required bool IsLoopback { get; init; }

    /// <summary>The profile in <c>agents</c> whose budget is spent.</summary>
    public string Agent { get; init; } = McpSession.DefaultAgent;

    /// <summary>The open streams of the transport of revision 2024-11-05.</summary>
    internal LegacyStreams Legacy { get; } = new();
}
