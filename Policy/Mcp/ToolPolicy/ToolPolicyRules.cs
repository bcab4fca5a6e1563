using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Policy.Mcp.Calls;
using Pipelock.Scanners;
using Pipelock.Scanners.Hyperscan;
using Pipelock.Scanners.Patterns;

namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>The tool policy of one section: the operator's rules, or the built-in ones. Immutable and
/// thread-safe.</summary>
internal sealed class ToolPolicyRules : IDisposable
{
    private readonly McpToolPolicyOptions _options;
    private readonly bool _usesBuiltIns;
    private readonly ImmutableArray<BuiltInRule> _builtIns;

    /// <summary>Compiles the section's rules.</summary>
    /// <param name="options">The section as it is in force.</param>
    /// <param name="usesBuiltIns">Nobody configured it.</param>
    /// <param name="section">Its key.</param>
    /// <param name="builtIns">The built-in rules.</param>
    /// <param name="cache">Where compiled rules are kept; null keeps them nowhere.</param>
    /// <exception cref="Scanners.Rules.RuleLoadException">Patterns cannot be used; lists each by key and
    /// position.</exception>
    public ToolPolicyRules(
        McpToolPolicyOptions options, bool usesBuiltIns, string section, ImmutableArray<BuiltInRule> builtIns,
        DatabaseCache? cache)
    {
        (_options, _usesBuiltIns, _builtIns) = (options, usesBuiltIns, builtIns);
        Own = new OperatorRules(options, section, cache);
    }

    /// <summary>The operator's rules.</summary>
    public OperatorRules Own { get; }

    /// <summary>Programs that answer redirected calls.</summary>
    public ImmutableDictionary<string, RedirectProfileOptions> Profiles => _options.RedirectProfiles;

    /// <summary>True when a call as examined breaks no rule.</summary>
    public bool IsClean(in CallExamination call) =>
        !_options.Enabled || (!call.BreaksOperatorRules && (!_usesBuiltIns || call.BuiltIns == 0));

    /// <summary>The rules a call breaks, in their order.</summary>
    public ImmutableArray<PolicyHit> Hits(in CallExamination call)
    {
        if (IsClean(call))
            return [];
        var hits = ImmutableArray.CreateBuilder<PolicyHit>();
        for (var i = 0; _usesBuiltIns && i < _builtIns.Length; i++)
        {
            if ((call.BuiltIns >> i & 1) != 0)
                hits.Add(Hit(_builtIns[i].Id, _builtIns[i].Name, _builtIns[i].Severity, _builtIns[i].Action, ""));
        }

        for (var i = 0; call.BreaksOperatorRules && i < Own.Rules.Length; i++)
        {
            if (PatternSet.Has(call.OperatorRules, i))
                hits.Add(Hit("tool-policy-rule", Own.Rules[i].Name, Severity.High, Own.Rules[i].Action,
                    Own.Rules[i].RedirectProfile));
        }

        return hits.ToImmutable();
    }

    /// <inheritdoc/>
    public void Dispose() => Own.Dispose();

    /// <summary>What an action says goes into the finding, so that the verdict follows as everywhere.</summary>
    private PolicyHit Hit(string id, string name, Severity severity, ToolPolicyAction? own, string profile)
    {
        var action = own ?? _options.Action;
        var weight = action is null || action == ToolPolicyAction.Warn
            || severity > Severity.High ? severity : Severity.High;
        var finding = new Finding(ScanLayer.McpPolicy, id, name, weight, $"tool policy: {name}")
        {
            Where = "tools/call",
            WarnOnly = action == ToolPolicyAction.Warn,
        };
        return new PolicyHit(finding, action, action == ToolPolicyAction.Redirect ? profile : "");
    }
}
