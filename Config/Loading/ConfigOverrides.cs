using Pipelock.Config.Options;

namespace Pipelock.Config.Loading;

/// <summary>What the command line sets; each value wins over the file, null leaves the file's.</summary>
/// <remarks>A reload applies them again, so a flag given at start stays in effect.</remarks>
public sealed record ConfigOverrides
{
    /// <summary>No flag was given.</summary>
    public static ConfigOverrides None { get; } = new();

    /// <summary><c>--mode</c>.</summary>
    public Mode? Mode { get; init; }

    /// <summary><c>--listen</c>: replaces <c>fetch_proxy.listen</c>.</summary>
    public string? Listen { get; init; }

    /// <summary><c>--mcp-listen</c>: replaces <c>mcp_listener.listen</c>.</summary>
    public string? McpListen { get; init; }

    /// <summary><c>--mcp-upstream</c>: replaces <c>mcp_listener.upstream</c>.</summary>
    public string? McpUpstream { get; init; }

    internal PipelockOptions Apply(PipelockOptions options) => options with
    {
        Mode = Mode ?? options.Mode,
        FetchProxy = options.FetchProxy with { Listen = Listen ?? options.FetchProxy.Listen },
        McpListener = options.McpListener with
        {
            Listen = McpListen ?? options.McpListener.Listen,
            Upstream = McpUpstream ?? options.McpListener.Upstream,
        },
    };
}
