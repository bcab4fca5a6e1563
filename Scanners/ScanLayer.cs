namespace Pipelock.Scanners;

/// <summary>
/// The layer of inspection that made a finding; its label is what logs, metrics and answers call <c>scanner</c>.
/// </summary>
public enum ScanLayer : byte
{
    /// <summary>The URL could not be parsed.</summary>
    Parser,

    /// <summary>A scheme other than http and https.</summary>
    Scheme,

    /// <summary>Encoded or raw line breaks in a URL.</summary>
    CrlfInjection,

    /// <summary>Dot-dot segments in a path.</summary>
    PathTraversal,

    /// <summary>Strict mode: the host is not on the allowlist.</summary>
    Allowlist,

    /// <summary>The host is on the blocklist.</summary>
    Blocklist,

    /// <summary>A literal internal address, where the operator switched the configurable check off.</summary>
    CoreSsrf,

    /// <summary>A secret of the always-on core rules, in a URL.</summary>
    CoreDlp,

    /// <summary>A secret in a URL.</summary>
    Dlp,

    /// <summary>A path segment or query value of too high entropy.</summary>
    Entropy,

    /// <summary>A host label of too high entropy, or labels that carry encoded data.</summary>
    SubdomainEntropy,

    /// <summary>The host is, or resolves to, an internal address.</summary>
    Ssrf,

    /// <summary>Too many requests to one registrable domain.</summary>
    RateLimit,

    /// <summary>The URL is longer than allowed.</summary>
    Length,

    /// <summary>Too many bytes exchanged with one registrable domain.</summary>
    DataBudget,

    /// <summary>A secret in a request header.</summary>
    HeaderDlp,

    /// <summary>A secret in a request body.</summary>
    BodyDlp,

    /// <summary>A secret in a WebSocket message.</summary>
    WsDlp,

    /// <summary>An injected instruction in an answer.</summary>
    ResponseScan,

    /// <summary>An injected instruction of the always-on core rules, where the configurable ones are off.</summary>
    CoreResponse,

    /// <summary>A secret put together from the pieces of several requests.</summary>
    CrossRequest,

    /// <summary>More random-looking data over several requests than a session may send.</summary>
    CrossRequestEntropy,

    /// <summary>A session does what sessions do not usually do.</summary>
    SessionProfiling,

    /// <summary>A session was found out so often that everything it asks for is refused.</summary>
    SessionDeny,

    /// <summary>A session is in quarantine.</summary>
    Airlock,

    /// <summary>An agent has spent its budget.</summary>
    Budget,

    /// <summary>A secret, an injected instruction or a forbidden address in what an agent sends to a tool.</summary>
    McpInput,

    /// <summary>An injected instruction or a secret in what a tool, or its server, sends to an agent.</summary>
    McpAnswer,

    /// <summary>A tool whose definition addresses the agent instead of describing the tool.</summary>
    McpTool,

    /// <summary>Images, sounds or films of a kind that may not pass.</summary>
    McpMedia,

    /// <summary>A tool call that a rule of the tool policy is about.</summary>
    McpPolicy,

    /// <summary>A tool call that completes a dangerous sequence.</summary>
    McpChain,

    /// <summary>A tool call beyond what the agent may spend.</summary>
    McpBudget,

    /// <summary>A call of a tool that was never listed, or an answer that nobody asked for.</summary>
    McpBinding,

    /// <summary>A tool whose definition has changed.</summary>
    McpDrift,

    /// <summary>A message that is not JSON-RPC, or a batch where there are none.</summary>
    McpMessage,

    /// <summary>An injected instruction in a message from agent to agent.</summary>
    A2aMessage,

    /// <summary>A payment address that is not the operator's own, and may be made to look like it.</summary>
    AddressProtection,

    /// <summary>A body that has to be redacted, and cannot be.</summary>
    Redaction,
}
