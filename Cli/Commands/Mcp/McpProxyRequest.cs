namespace Pipelock.Cli.Commands.Mcp;

/// <summary>What the command line of <c>mcp proxy</c> asks for.</summary>
internal sealed record McpProxyRequest
{
    public string? ConfigPath { get; init; }

    public string? Upstream { get; init; }

    public string? Listen { get; init; }

    public string[] Environment { get; init; } = [];

    public string? Agent { get; init; }

    public string[] Command { get; init; } = [];

    /// <summary>The upstream's URL.</summary>
    public Uri? UpstreamUrl => Uri.TryCreate(Upstream, UriKind.Absolute, out var url) ? url : null;

    /// <summary>Whether the upstream speaks WebSocket.</summary>
    public bool IsWebSocket => UpstreamUrl?.Scheme is "ws" or "wss";

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem()
    {
        if ((Upstream is null) == (Command.Length == 0))
            return "mcp proxy: name either a server's program behind -- or its --upstream URL";
        if (Upstream is not null && UpstreamUrl?.Scheme is not ("http" or "https" or "ws" or "wss"))
            return $"--upstream {Upstream}: write an absolute URL of http, https, ws or wss";
        if (Listen is not null && Upstream is null) return "--listen needs --upstream";
        if (Listen is not null && IsWebSocket) return "--listen needs an --upstream of http or https";
        return Environment.Length > 0 && Upstream is not null ? "--env needs a server's program behind --" : null;
    }
}
