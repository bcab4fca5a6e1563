using Pipelock.Config.Document;
using Pipelock.Config.Options;
using Pipelock.Config.Validation;

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

    /// <summary>Which flags hold nothing that could be put into effect.</summary>
    internal IEnumerable<ConfigProblem> Problems()
    {
        if (Listen is not null && !HostPort.TryParse(Listen, out _))
            yield return Problem("--listen", HostPort.Rule);
        if (McpListen is not null && !HostPort.TryParse(McpListen, out _))
            yield return Problem("--mcp-listen", HostPort.Rule);
        if (McpUpstream is not null && HttpUrl.Problem(McpUpstream) is { } problem)
            yield return Problem("--mcp-upstream", problem);
    }

    /// <summary>The options with these values in place.</summary>
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

    private static ConfigProblem Problem(string flag, string message) => new("", SourceLocation.None, flag, message);
}
