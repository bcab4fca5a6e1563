namespace Pipelock.Cli.Commands.Mcp;

/// <summary>What the command line of <c>mcp proxy</c> asks for.</summary>
internal sealed record McpProxyRequest
{
    public string? ConfigPath { get; init; }

    public string? Upstream { get; init; }

    public string? Listen { get; init; }

    public string[] Environment { get; init; } = [];

    public string? Agent { get; init; }

    public string[] Headers { get; init; } = [];

    public string[] Command { get; init; } = [];

    /// <summary>The upstream's URL.</summary>
    public Uri? UpstreamUrl => Uri.TryCreate(Upstream, UriKind.Absolute, out var url) ? url : null;

    /// <summary>The header fields of requests to the upstream.</summary>
    public (string Name, string Value)[] Fields =>
        [.. Headers.Select(line => line.Split(':', 2)).Select(parts => (parts[0].Trim(), parts[1].Trim()))];

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
        if (Headers.FirstOrDefault(line => !IsField(line)) is { } wrong) return $"--header {wrong}: write NAME: VALUE";
        if (Headers.Length > 0 && Upstream is null) return "--header needs --upstream";
        return Environment.Length > 0 && Upstream is not null ? "--env needs a server's program behind --" : null;
    }

    private static bool IsField(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) > 0 && line.All(static c => c is >= ' ' and <= '~' or '\t');
}
