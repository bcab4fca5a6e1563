using System.Net;
using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Profiles of single agents.</summary>
internal static class AgentRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        // Sorted, so that which of two overlapping agents is reported does not change from run to run.
        var ranges = new List<(IPNetwork Network, string Agent)>();
        foreach (var (name, agent) in options.Agents.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var key = KeyPaths.Child("agents", name);
            sink.Require(
                name.Length > 0 && name.Trim() == name, key, "must have a name without surrounding white space");
            CheckAgent(key, agent, sink);
            CheckRanges(key, name, agent, ranges, sink);
        }
    }

    private static void CheckAgent(string key, AgentOptions agent, ValidationSink sink)
    {
        sink.Each(
            $"{key}.listeners", agent.Listeners, entry => HostPort.TryParse(entry, out _) ? null : HostPort.Rule);
        if (agent.ApiAllowlist is { } allowlist)
            sink.Each($"{key}.api_allowlist", allowlist, DomainPattern.HostProblem);
        if (agent.TrustedDomains is { } trusted)
            sink.Domains($"{key}.trusted_domains", trusted);
        sink.NotBlank($"{key}.allowed_addresses", agent.AllowedAddresses);
        SecretRules.CheckPatterns($"{key}.dlp.patterns", agent.Dlp.Patterns, sink);
        if (agent.McpToolPolicy is { } policy)
            ToolPolicyRules.Check($"{key}.mcp_tool_policy", policy, sink);
        if (agent.Sandbox is { } sandbox)
            HostRules.CheckSandbox($"{key}.sandbox", sandbox, sink);
        foreach (var (domain, factor) in agent.Budget.CostMultipliers)
        {
            sink.Require(
                factor >= 0 && double.IsFinite(factor),
                KeyPaths.Child($"{key}.budget.cost_multipliers", domain),
                "must not be negative");
        }
    }

    // A client must be one agent only, or whose budget it spends would depend on the order of the file.
    private static void CheckRanges(
        string key,
        string name,
        AgentOptions agent,
        List<(IPNetwork Network, string Agent)> ranges,
        ValidationSink sink)
    {
        for (var i = 0; i < agent.SourceCidrs.Length; i++)
        {
            var element = KeyPaths.Element($"{key}.source_cidrs", i);
            if (!CidrRange.TryParse(agent.SourceCidrs[i], out var network, out _))
            {
                sink.Error(element, CidrRange.Problem(agent.SourceCidrs[i])!);
                continue;
            }

            var other = ranges.Find(taken => taken.Agent != name && Overlap(taken.Network, network));
            if (other.Agent is not null)
                sink.Error(element, $"overlaps a range of {KeyPaths.Child("agents", other.Agent)}");
            ranges.Add((network, name));
        }
    }

    private static bool Overlap(IPNetwork a, IPNetwork b) => a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress);
}
