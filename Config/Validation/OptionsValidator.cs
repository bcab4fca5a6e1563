using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>
/// Every rule that one key alone, or several together, must keep. Types and ranges were checked in binding.
/// </summary>
internal static class OptionsValidator
{
    /// <summary>Applies all rules; none stops another.</summary>
    public static void Validate(PipelockOptions options, ValidationSink sink)
    {
        AccessRules.Check(options, sink);
        FetchRules.Check(options, sink);
        ForwardProxyRules.Check(options, sink);
        ListenerRules.Check(options, sink);
        WebsocketRules.Check(options, sink);
        TlsInterceptionRules.Check(options, sink);
        SecretRules.Check(options, sink);
        ContentRules.Check(options, sink);
        RedactionRules.Check(options, sink);
        ToolRules.Check(options, sink);
        ToolPolicyRules.Check("mcp_tool_policy", options.McpToolPolicy, sink);
        EvidenceRules.Check(options, sink);
        SessionRules.Check(options, sink);
        TaintRules.Check(options, sink);
        HostRules.Check(options, sink);
        BrowserRules.Check(options, sink);
        AgentRules.Check(options, sink);
    }
}
