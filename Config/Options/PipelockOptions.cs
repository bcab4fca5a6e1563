using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Everything the operator can set: one immutable value per loaded configuration.</summary>
/// <remarks>
/// Immutable and safe to share. The values of a fresh instance are the defaults, whether or not a file is given.
/// </remarks>
[Summary("Everything the operator can set: one immutable value per loaded configuration.")]
public sealed record PipelockOptions
{
    /// <summary>Version of the configuration format.</summary>
    [Summary("Version of the configuration format.")]
    [Bounds(0, 1)]
    public int Version { get; init; } = 1;

    /// <summary>
    /// What a finding does: strict blocks all, balanced warns on low severity and blocks from medium up, audit only
    /// logs.
    /// </summary>
    [Summary(
        "What a finding does: strict blocks all, balanced warns on low severity and blocks from medium up, " +
        "audit only logs.")]
    public Mode Mode { get; init; } = Mode.Balanced;

    /// <summary>False logs what would be blocked and blocks nothing, as mode audit does.</summary>
    [Summary("False logs what would be blocked and blocks nothing, as mode audit does.")]
    public bool Enforce { get; init; } = true;

    /// <summary>Adds a hint to refusals that names the setting to look at.</summary>
    [Summary("Adds a hint to refusals that names the setting to look at.")]
    public bool ExplainBlocks { get; init; }

    /// <summary>
    /// Hosts that can be reached in strict mode; empty means every host. *.example.com covers the apex too.
    /// </summary>
    [Summary("Hosts that can be reached in strict mode; empty means every host. *.example.com covers the apex too.")]
    public ImmutableArray<string> ApiAllowlist { get; init; } =
    [
        "*.anthropic.com", "*.openai.com", "api.telegram.org", "*.discord.com", "gateway.discord.gg", "*.slack.com",
        "github.com", "*.github.com", "*.githubusercontent.com", "registry.npmjs.org"
    ];

    /// <summary>Findings that are known to be false, one rule at one place each.</summary>
    [Summary("Findings that are known to be false, one rule at one place each.")]
    public ImmutableArray<SuppressOptions> Suppress { get; init; } = [];

    /// <summary>
    /// Address ranges (CIDR) no client may reach; an explicit empty list leaves only the built-in check of literal
    /// addresses.
    /// </summary>
    [Summary(
        "Address ranges (CIDR) no client may reach; an explicit empty list leaves only the built-in check " +
        "of literal addresses.")]
    public ImmutableArray<string> Internal { get; init; } =
    [
        "0.0.0.0/8", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
        "100.64.0.0/10", "224.0.0.0/4", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8"
    ];

    /// <summary>Names that may resolve to internal addresses.</summary>
    [Summary("Names that may resolve to internal addresses.")]
    public ImmutableArray<string> TrustedDomains { get; init; } = [];

    /// <summary>Exceptions from the check for internal addresses.</summary>
    [Summary("Exceptions from the check for internal addresses.")]
    public SsrfOptions Ssrf { get; init; } = new();

    /// <summary>Address of a listener of its own for /metrics and /stats; empty serves them on the main one.</summary>
    [Summary("Address of a listener of its own for /metrics and /stats; empty serves them on the main one.")]
    [RestartOnly]
    public string MetricsListen { get; init; } = "";

    /// <summary>Agent name of requests that carry none.</summary>
    [Summary("Agent name of requests that carry none.")]
    public string DefaultAgentIdentity { get; init; } = "";

    /// <summary>Ignores agent names sent by callers; needs default_agent_identity.</summary>
    [Summary("Ignores agent names sent by callers; needs default_agent_identity.")]
    public bool BindDefaultAgentIdentity { get; init; }

    /// <summary>Licence token; the environment and license_file win over it.</summary>
    [Summary("Licence token; the environment and license_file win over it.")]
    [Inactive]
    [RestartOnly]
    public string LicenseKey { get; init; } = "";

    /// <summary>File that holds the licence token, readable by its owner only.</summary>
    [Summary("File that holds the licence token, readable by its owner only.")]
    [Inactive]
    [RestartOnly]
    public string LicenseFile { get; init; } = "";

    /// <summary>Public key that licence tokens are verified with.</summary>
    [Summary("Public key that licence tokens are verified with.")]
    [Inactive]
    [RestartOnly]
    public string LicensePublicKey { get; init; } = "";

    /// <summary>Profiles by agent name; what a profile sets replaces the base value for that agent.</summary>
    [Summary("Profiles by agent name; what a profile sets replaces the base value for that agent.")]
    public ImmutableDictionary<string, AgentOptions> Agents { get; init; } =
        ImmutableDictionary<string, AgentOptions>.Empty;

    /// <summary>The main listener, the fetch endpoint and the URL checks.</summary>
    [Summary("The main listener, the fetch endpoint and the URL checks.")]
    public FetchProxyOptions FetchProxy { get; init; } = new();

    /// <summary>HTTP forward proxy and CONNECT tunnels.</summary>
    [Summary("HTTP forward proxy and CONNECT tunnels.")]
    public ForwardProxyOptions ForwardProxy { get; init; } = new();

    /// <summary>A parent proxy that outgoing connections go through.</summary>
    [Summary("A parent proxy that outgoing connections go through.")]
    [RestartOnly]
    public UpstreamProxyOptions UpstreamProxy { get; init; } = new();

    /// <summary>Name resolution.</summary>
    [Summary("Name resolution.")]
    [RestartOnly]
    public DnsOptions Dns { get; init; } = new();

    /// <summary>The /ws endpoint.</summary>
    [Summary("The /ws endpoint.")]
    public WebsocketProxyOptions WebsocketProxy { get; init; } = new();

    /// <summary>A listener in front of one service.</summary>
    [Summary("A listener in front of one service.")]
    [RestartOnly]
    public ReverseProxyOptions ReverseProxy { get; init; } = new();

    /// <summary>Listeners for connections that a firewall redirects here.</summary>
    [Summary("Listeners for connections that a firewall redirects here.")]
    [RestartOnly]
    public TransparentProxyOptions TransparentProxy { get; init; } = new();

    /// <summary>Opening of TLS inside CONNECT tunnels.</summary>
    [Summary("Opening of TLS inside CONNECT tunnels.")]
    public TlsInterceptionOptions TlsInterception { get; init; } = new();

    /// <summary>Scanning as a service for other programs.</summary>
    [Summary("Scanning as a service for other programs.")]
    public ScanApiOptions ScanApi { get; init; } = new();

    /// <summary>The MCP HTTP listener and who may use it.</summary>
    [Summary("The MCP HTTP listener and who may use it.")]
    public McpListenerOptions McpListener { get; init; } = new();

    /// <summary>Limits of the MCP WebSocket listener.</summary>
    [Summary("Limits of the MCP WebSocket listener.")]
    [Inactive]
    public McpWsListenerOptions McpWsListener { get; init; } = new();

    /// <summary>Secret detection.</summary>
    [Summary("Secret detection.")]
    public DlpOptions Dlp { get; init; } = new();

    /// <summary>Planted values whose appearance proves a leak.</summary>
    [Summary("Planted values whose appearance proves a leak.")]
    public CanaryTokensOptions CanaryTokens { get; init; } = new();

    /// <summary>Scanning of request bodies and headers.</summary>
    [Summary("Scanning of request bodies and headers.")]
    public RequestBodyScanningOptions RequestBodyScanning { get; init; } = new();

    /// <summary>Prompt injection detection in responses.</summary>
    [Summary("Prompt injection detection in responses.")]
    public ResponseScanningOptions ResponseScanning { get; init; } = new();

    /// <summary>How far compressed bodies are unfolded to be scanned.</summary>
    [Summary("How far compressed bodies are unfolded to be scanned.")]
    public DecompressionOptions Decompression { get; init; } = new();

    /// <summary>Detection of BIP-39 wallet phrases.</summary>
    [Summary("Detection of BIP-39 wallet phrases.")]
    public SeedPhraseDetectionOptions SeedPhraseDetection { get; init; } = new();

    /// <summary>Detection of swapped payment addresses.</summary>
    [Summary("Detection of swapped payment addresses.")]
    public AddressProtectionOptions AddressProtection { get; init; } = new();

    /// <summary>Detection of secrets that leave in pieces.</summary>
    [Summary("Detection of secrets that leave in pieces.")]
    public CrossRequestDetectionOptions CrossRequestDetection { get; init; } = new();

    /// <summary>Replacement of sensitive values in request bodies.</summary>
    [Summary("Replacement of sensitive values in request bodies.")]
    public RedactionOptions Redaction { get; init; } = new();

    /// <summary>Checks on git operations.</summary>
    [Summary("Checks on git operations.")]
    [Inactive]
    public GitProtectionOptions GitProtection { get; init; } = new();

    /// <summary>Signed rule bundles.</summary>
    [Summary("Signed rule bundles.")]
    [Inactive]
    public RulesOptions Rules { get; init; } = new();

    /// <summary>Scanning of MCP messages from client to server.</summary>
    [Summary("Scanning of MCP messages from client to server.")]
    public McpInputScanningOptions McpInputScanning { get; init; } = new();

    /// <summary>Scanning of MCP tool descriptions.</summary>
    [Summary("Scanning of MCP tool descriptions.")]
    public McpToolScanningOptions McpToolScanning { get; init; } = new();

    /// <summary>Rules on MCP tool calls.</summary>
    [Summary("Rules on MCP tool calls.")]
    public McpToolPolicyOptions McpToolPolicy { get; init; } = new();

    /// <summary>Holds an MCP session to the tools it was shown first.</summary>
    [Summary("Holds an MCP session to the tools it was shown first.")]
    public McpSessionBindingOptions McpSessionBinding { get; init; } = new();

    /// <summary>Detection of dangerous sequences of tool calls.</summary>
    [Summary("Detection of dangerous sequences of tool calls.")]
    public ToolChainDetectionOptions ToolChainDetection { get; init; } = new();

    /// <summary>Scanning of agent-to-agent messages.</summary>
    [Summary("Scanning of agent-to-agent messages.")]
    public A2aScanningOptions A2aScanning { get; init; } = new();

    /// <summary>Checks an MCP server's program against a manifest before it starts.</summary>
    [Summary("Checks an MCP server's program against a manifest before it starts.")]
    [Inactive]
    public McpBinaryIntegrityOptions McpBinaryIntegrity { get; init; } = new();

    /// <summary>Verifies signatures on MCP tools.</summary>
    [Summary("Verifies signatures on MCP tools.")]
    [Inactive]
    public McpToolProvenanceOptions McpToolProvenance { get; init; } = new();

    /// <summary>The audit log.</summary>
    [Summary("The audit log.")]
    [RestartOnly]
    public LoggingOptions Logging { get; init; } = new();

    /// <summary>Events sent to other systems.</summary>
    [Summary("Events sent to other systems.")]
    public EmitOptions Emit { get; init; } = new();

    /// <summary>Error reports.</summary>
    [Summary("Error reports.")]
    [Inactive]
    [RestartOnly]
    public SentryOptions Sentry { get; init; } = new();

    /// <summary>Tamper-evident record of every decision.</summary>
    [Summary("Tamper-evident record of every decision.")]
    [Inactive]
    public FlightRecorderOptions FlightRecorder { get; init; } = new();

    /// <summary>A header that tells the other side what was checked.</summary>
    [Summary("A header that tells the other side what was checked.")]
    [Inactive]
    public MediationEnvelopeOptions MediationEnvelope { get; init; } = new();

    /// <summary>What one session may look like.</summary>
    [Summary("What one session may look like.")]
    public SessionProfilingOptions SessionProfiling { get; init; } = new();

    /// <summary>Stricter treatment of sessions that keep being found out.</summary>
    [Summary("Stricter treatment of sessions that keep being found out.")]
    public AdaptiveEnforcementOptions AdaptiveEnforcement { get; init; } = new();

    /// <summary>Quarantine of sessions.</summary>
    [Summary("Quarantine of sessions.")]
    public AirlockOptions Airlock { get; init; } = new();

    /// <summary>Comparison with learned behaviour.</summary>
    [Summary("Comparison with learned behaviour.")]
    [Inactive]
    public BehavioralBaselineOptions BehavioralBaseline { get; init; } = new();

    /// <summary>Emergency stop of all traffic.</summary>
    [Summary("Emergency stop of all traffic.")]
    public KillSwitchOptions KillSwitch { get; init; } = new();

    /// <summary>What a session may do after it has read untrusted text.</summary>
    [Summary("What a session may do after it has read untrusted text.")]
    [Inactive]
    public TaintOptions Taint { get; init; } = new();

    /// <summary>Watches directories for secrets being written.</summary>
    [Summary("Watches directories for secrets being written.")]
    [Inactive]
    [RestartOnly]
    public FileSentryOptions FileSentry { get; init; } = new();

    /// <summary>Containment of wrapped programs.</summary>
    [Summary("Containment of wrapped programs.")]
    [Inactive]
    [RestartOnly]
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>Cleaning of web pages.</summary>
    [Summary("Cleaning of web pages.")]
    [Inactive]
    public BrowserShieldOptions BrowserShield { get; init; } = new();

    /// <summary>Which images, sounds and films pass in the answers of MCP servers.</summary>
    [Summary("Which images, sounds and films pass in the answers of MCP servers.")]
    public MediaPolicyOptions MediaPolicy { get; init; } = new();

    /// <summary>Self-checks behind /health.</summary>
    [Summary("Self-checks behind /health.")]
    public HealthWatchdogOptions HealthWatchdog { get; init; } = new();

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(PipelockOptions);
}
