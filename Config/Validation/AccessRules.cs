using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>
/// Who may be reached: allowlist, internal ranges and their exceptions, suppressed findings, identity.
/// </summary>
internal static class AccessRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        sink.Each("api_allowlist", options.ApiAllowlist, DomainPattern.HostProblem);
        sink.Cidrs("internal", options.Internal);
        sink.Cidrs("ssrf.ip_allowlist", options.Ssrf.IpAllowlist, exact: true);
        sink.Domains("trusted_domains", options.TrustedDomains);
        if (options.Internal.IsEmpty)
            sink.Warn("internal", "is empty, so names that resolve to internal addresses are reachable");

        for (var i = 0; i < options.Suppress.Length; i++)
        {
            var key = KeyPaths.Element("suppress", i);
            sink.Required($"{key}.rule", options.Suppress[i].Rule);
            var entry = options.Suppress[i];
            if (entry.Path.Length > 0 || entry is { Host.Length: 0, Field.Length: 0, Tool.Length: 0 })
                sink.Glob($"{key}.path", entry.Path);
            if (entry.Host.Length > 0) sink.Domains($"{key}.host", [entry.Host]);
        }

        CheckIdentity(options, sink);
    }

    private static void CheckIdentity(PipelockOptions options, ValidationSink sink)
    {
        var identity = options.DefaultAgentIdentity;
        sink.Require(
            identity.Trim() == identity, "default_agent_identity", "must not begin or end with white space");
        if (options.BindDefaultAgentIdentity)
        {
            sink.Require(
                identity.Length > 0, "bind_default_agent_identity", "requires default_agent_identity to be set");
        }
    }
}
