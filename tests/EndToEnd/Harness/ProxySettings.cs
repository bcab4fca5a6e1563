namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>The configuration a test starts the proxy with; everything else stays at its default.</summary>
internal sealed record ProxySettings
{
    /// <summary>The addresses that stand for the outside world: loopback, so that nothing leaves the machine.</summary>
    public string OutsideWorld { get; init; } = "127.77.0.0/16";

    /// <summary>The mode, as the configuration spells it.</summary>
    public string Mode { get; init; } = "balanced";

    /// <summary>Where the proxy listens.</summary>
    public string Listen { get; init; } = "";

    /// <summary>Requests per minute and domain; 0 for no limit.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Lines for <c>fetch_proxy</c>.</summary>
    public IReadOnlyList<string> Fetch { get; init; } = [];

    /// <summary>Lines for <c>fetch_proxy.monitoring</c>.</summary>
    public IReadOnlyList<string> Monitoring { get; init; } = [];

    /// <summary>Lines for <c>forward_proxy</c>.</summary>
    public IReadOnlyList<string> Forward { get; init; } = [];

    /// <summary>Further top-level YAML.</summary>
    public string More { get; init; } = "";

    /// <summary>Environment variables of the process, beside the few that every process gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The configuration file's text.</summary>
    public string ToYaml() =>
        $"""
        version: 1
        mode: {Mode}
        api_allowlist: []
        ssrf:
          ip_allowlist: ["{OutsideWorld}"]
        fetch_proxy:
          listen: "{Listen}"
        {Indent(2, Fetch)}
          monitoring:
            max_requests_per_minute: {RequestsPerMinute}
        {Indent(4, Monitoring)}
        forward_proxy:
          enabled: true
        {Indent(2, Forward)}
        logging:
          format: json
          output: stdout
        {More}
        """;

    private static string Indent(int columns, IEnumerable<string> lines) =>
        string.Join('\n', lines.Select(line => new string(' ', columns) + line));
}
