using Pipelock.Scanners;

namespace Pipelock.Policy.Decisions;

/// <summary>The table of what is fixed about each layer of inspection.</summary>
/// <remarks>Labels and techniques are those that dashboards and log queries of this field already use.</remarks>
public static class LayerFacts
{
    private static readonly LayerFact[] s_table = Build();

    /// <summary>The facts of <paramref name="layer"/>; every member of the enum has an entry.</summary>
    public static LayerFact Of(ScanLayer layer) => s_table[(int)layer];

    /// <summary>The label of <paramref name="layer"/>.</summary>
    public static string Label(this ScanLayer layer) => s_table[(int)layer].Label;

    private static LayerFact[] Build()
    {
        var table = new LayerFact[Enum.GetValues<ScanLayer>().Length];
        foreach (var layer in Enum.GetValues<ScanLayer>())
            table[(int)layer] = Describe(layer);
        return table;
    }

    private static LayerFact Describe(ScanLayer layer) => layer switch
    {
        ScanLayer.Parser => Early("parser", "T1190", 1.0,
            "The URL cannot be parsed unambiguously, so it cannot be checked or forwarded."),
        ScanLayer.Scheme => Early("scheme", "T1071", 1.0, "Only http and https URLs are forwarded."),
        ScanLayer.CrlfInjection => Early("crlf_injection", "T1190", 0.9,
            "The URL carries encoded line breaks, which can split a request in two."),
        ScanLayer.PathTraversal => Early("path_traversal", "T1083", 0.7,
            "The path climbs out of its directory with dot-dot segments."),
        ScanLayer.Allowlist => Early("allowlist", "T1071.001", 1.0,
            "In strict mode only hosts on api_allowlist can be reached."),
        ScanLayer.Blocklist => Early("blocklist", "T1071.001", 1.0,
            "The host is on fetch_proxy.monitoring.blocklist."),
        ScanLayer.CoreSsrf => Early("core_ssrf", "T1046", 1.0,
            "Internal addresses written literally are always refused; this check cannot be switched off."),
        ScanLayer.CoreDlp => Content("core_dlp", 1.0,
            "A credential of the core rules was found; these rules cannot be switched off."),
        ScanLayer.Dlp => Content("dlp", 1.0, "A secret was found in the URL."),
        ScanLayer.Entropy => Content("entropy", 0.6,
            "A part of the URL looks random, as encoded or encrypted data does."),
        ScanLayer.SubdomainEntropy => Content("subdomain_entropy", 0.6,
            "A label of the host name looks random, as data smuggled through DNS does."),
        ScanLayer.Ssrf => Early("ssrf", "T1046", 1.0,
            "The host is, or resolves to, an internal address, or it could not be resolved."),
        ScanLayer.RateLimit => Structural("ratelimit", "T1030", 0.7,
            "Too many requests to this domain within a minute; try again later."),
        ScanLayer.Length => Structural("length", "T1048", 0.8, "The URL is longer than the configured maximum."),
        ScanLayer.DataBudget => Structural("databudget", "T1030", 0.8,
            "Too many bytes exchanged with this domain within a minute; try again later."),
        ScanLayer.HeaderDlp => Content("header_dlp", 1.0, "A secret was found in a request header."),
        ScanLayer.BodyDlp => Content("body_dlp", 1.0, "A secret was found in the request body."),
        ScanLayer.WsDlp => Content("ws_dlp", 1.0, "A secret was found in a WebSocket message."),
        ScanLayer.ResponseScan => Response("response_scan",
            "The answer carries instructions addressed to the agent that reads it."),
        ScanLayer.CoreResponse => Response("core_response",
            "The answer carries an injected instruction of the core rules; these rules cannot be switched off."),
        ScanLayer.CrossRequest => Content("cross_request", 1.0,
            "A secret was sent in pieces over several requests."),
        ScanLayer.CrossRequestEntropy => Content("cross_request_entropy", 0.8,
            "The session sent more random-looking data than it may."),
        ScanLayer.SessionProfiling => Structural("session_profiling", "T1078", 0.6,
            "The session does what sessions do not usually do."),
        ScanLayer.SessionDeny => Structural("session_deny", "T1078", 1.0,
            "The session was found out too often; it recovers by itself after some minutes."),
        ScanLayer.Airlock => Structural("airlock", "T1078", 1.0, "The session is in quarantine."),
        ScanLayer.Budget => Structural("budget", "T1030", 0.7, "The agent has spent what it may spend."),
        ScanLayer.McpInput => Content("mcp_input_scanning", 1.0,
            "The arguments carry a secret, an instruction for another agent, or an address that may not be reached."),
        ScanLayer.McpAnswer => Response("mcp_response_scan",
            "The answer of the tool carries a secret, or instructions addressed to the agent that reads it."),
        ScanLayer.McpTool => Response("mcp_tool_scanning",
            "The definition of the tool addresses the agent instead of describing the tool."),
        ScanLayer.McpMedia => Response("media_policy",
            "The answer carries an image, a sound or a film that media_policy does not let pass."),
        ScanLayer.McpPolicy =>
            Tool("mcp_tool_policy", "T1059", "A rule of the tool policy is about calls like this one."),
        ScanLayer.McpChain => Tool("chain_detection", "T1059",
            "The call completes a sequence of calls that is how attacks look."),
        ScanLayer.McpDrift => Tool("mcp_tool_drift", "T1195.002",
            "The definition of the tool is not the one that was seen first, or accepted."),
        ScanLayer.McpBudget => Structural("denial_of_wallet", "T1499", 0.8,
            "The agent has spent what it may spend on tool calls, or repeats itself."),
        ScanLayer.McpBinding => Structural("session_binding", "T1195.002", 0.8,
            "The session is held to the tools it was shown, and to the requests it made."),
        ScanLayer.McpMessage => Early("mcp_message", "T1190", 1.0,
            "What cannot be read in one way only is not passed on."),
        ScanLayer.A2aMessage => Content("a2a_scan", 1.0,
            "The message carries instructions that the receiving agent would take for its own."),
        ScanLayer.AddressProtection => Content("address_protection", 1.0,
            "A payment would go to an address that is not allowed, and that may be made to look like one that is."),
        ScanLayer.Redaction => Structural("redaction", "T1048", 1.0,
            "What cannot be redacted does not leave."),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "a layer without facts"),
    };

    private static LayerFact Early(string label, string technique, double score, string hint) =>
        new(label, technique, score, IsStructural: true, IsContent: false, RunsBeforeSecrets: true, hint);

    private static LayerFact Structural(string label, string technique, double score, string hint) =>
        new(label, technique, score, IsStructural: true, IsContent: false, RunsBeforeSecrets: false, hint);

    private static LayerFact Tool(string label, string technique, string hint) =>
        new(label, technique, 0.9, IsStructural: false, IsContent: true, RunsBeforeSecrets: false, hint);

    private static LayerFact Content(string label, double score, string hint) =>
        new(label, "T1048", score, IsStructural: false, IsContent: true, RunsBeforeSecrets: false, hint);

    private static LayerFact Response(string label, string hint) =>
        new(label, "T1059", 1.0, IsStructural: false, IsContent: true, RunsBeforeSecrets: false, hint);
}
