using System.Collections.Frozen;
using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Mcp.Budgets;
using Pipelock.Policy.Mcp.Chains;
using Pipelock.Policy.Mcp.Decisions;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Policy.Mcp.ToolPolicy;
using Pipelock.Policy.Mcp.Tools;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Scanners;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>Decides about calls of tools. Immutable and thread-safe; a clean call allocates nothing.</summary>
/// <remarks>
/// call ─► (1) arguments read once ─► (2) policy ─► (3) binding, drift ─► (4) chains ─► verdict of all, the strictest
/// counts ─► (5) budget, charged only for what goes on ─► remembered.
/// </remarks>
internal sealed class CallGuard : IDisposable
{
    private static readonly SpendingLimits s_unlimited = new(new AgentBudgetOptions());

    private readonly PolicySnapshot _policy;
    private readonly Lazy<BuiltInMatcher> _builtIns;
    private readonly Lazy<CallExaminer> _examiner;
    private readonly ToolPolicyRules _rules;
    private readonly FrozenDictionary<string, ToolPolicyRules> _rulesByAgent;
    private readonly FrozenDictionary<string, SpendingLimits> _limits;
    private readonly ChainDetector _chains;
    private readonly SessionBinding _binding;
    private readonly bool _needsBuiltIns;

    /// <summary>Reads the sections.</summary>
    /// <param name="policy">What judges findings.</param>
    /// <param name="options">The configuration in force for MCP.</param>
    /// <param name="cache">Where compiled rules are kept; null keeps them nowhere.</param>
    /// <exception cref="Scanners.Rules.RuleLoadException">Patterns cannot be used.</exception>
    public CallGuard(PolicySnapshot policy, PipelockOptions options, DatabaseCache? cache)
    {
        _policy = policy;
        _builtIns = new Lazy<BuiltInMatcher>(() => new BuiltInMatcher(cache));
        _examiner = new Lazy<CallExaminer>(() => new CallExaminer(_builtIns.Value));
        var builtIns = BuiltInPack.Instance.Rules;
        _rules = new ToolPolicyRules(
            options.McpToolPolicy, McpDefaults.UsesBuiltIns(
                policy.Options.McpToolPolicy), "mcp_tool_policy", builtIns, cache);
        _rulesByAgent = options.Agents.Where(agent => agent.Value.McpToolPolicy is not null).ToFrozenDictionary(
            agent => agent.Key,
            agent => new ToolPolicyRules(
                agent.Value.McpToolPolicy!, false, $"agents.{agent.Key}.mcp_tool_policy", builtIns, cache),
            StringComparer.Ordinal);
        _limits = options.Agents.ToFrozenDictionary(
            agent => agent.Key, agent => new SpendingLimits(agent.Value.Budget), StringComparer.Ordinal);
        _chains = new ChainDetector(options.ToolChainDetection, new ToolCategories(options.ToolChainDetection));
        _binding = new SessionBinding(
            options.McpSessionBinding,
            options.McpToolScanning is { Enabled: true, DetectDrift: true, Action: BlockAction.Block }
                || (options.McpToolScanning is { Enabled: true, DetectDrift: true, Action: null }
                    && options.Mode == Mode.Strict));
        _needsBuiltIns = _chains.IsEnabled || McpDefaults.UsesBuiltIns(policy.Options.McpToolPolicy);
    }

    /// <summary>Compiles the built-in rules now rather than at the first call.</summary>
    public void Warm()
    {
        if (_needsBuiltIns)
            _ = _examiner.Value;
    }

    /// <summary>Decides about one call; the id of a call that goes on is remembered.</summary>
    /// <param name="message">A request or notification of the method <c>tools/call</c>.</param>
    /// <param name="content">What the scan of its content found.</param>
    /// <param name="session">The session.</param>
    /// <param name="now">A monotonic clock, in milliseconds.</param>
    public McpDecision Decide(in JsonRpcMessage message, Findings content, McpSession session, long now)
    {
        var rules = _rulesByAgent.TryGetValue(session.Agent, out var own) ? own : _rules;
        var limits = LimitsOf(session.Agent);
        var arguments = CallArguments.Read(message.Arguments);
        var call = new CallExamination
        {
            ToolKey = MessageKey.Of(message.ToolName),
            OperatorRules = stackalloc ulong[Math.Max(1, rules.Own.Words)],
        };
        call.OperatorRules.Clear();
        if (_needsBuiltIns)
            _examiner.Value.Examine(message.ToolName, arguments, ref call);
        call.BreaksOperatorRules = rules.Own.Match(message.ToolName, arguments, call.OperatorRules);
        if (_chains.IsEnabled)
            CallExaminer.ReadStep(message.ToolName, arguments, _chains.Categories, now, ref call);
        if (limits.IsActive)
            CallExaminer.ReadCost(arguments, message.Arguments, limits, ref call);

        lock (session.Gate)
        {
            var binding = _binding.Check(message.ToolName, call.ToolKey, session);
            var decided = Decide(message, content, binding, session, rules, limits, ref call, now);
            if (!decided.IsStopped && message.ExpectsAnswer)
            {
                session.Outstanding.Add(
                    message.Id, new AskedFor(AskedMethod.CallTool, session.Subjects.Of(message.ToolName)));
            }

            return decided;
        }
    }

    /// <summary>Decides about the reading of a resource, which is a file of the server as often as not.</summary>
    /// <param name="message">A request or notification of the method <c>resources/read</c> or
    /// <c>resources/subscribe</c>.</param>
    /// <param name="content">What the scan of its content found.</param>
    /// <param name="session">The session.</param>
    /// <param name="now">A monotonic clock, in milliseconds.</param>
    public McpDecision DecideRead(in JsonRpcMessage message, Findings content, McpSession session, long now)
    {
        var tool = "read_resource"u8;
        var rules = _rulesByAgent.TryGetValue(session.Agent, out var own) ? own : _rules;
        var arguments = CallArguments.Read(message.Params);
        var call = new CallExamination { ToolKey = MessageKey.Of(tool) };
        if (_needsBuiltIns)
            _examiner.Value.Examine(tool, arguments, ref call);
        if (_chains.IsEnabled)
            CallExaminer.ReadStep(tool, arguments, _chains.Categories, now, ref call);
        lock (session.Gate)
        {
            var decided = Decide(message, content, binding: null, session, rules, s_unlimited, ref call, now);
            if (!decided.IsStopped && message.ExpectsAnswer)
                session.Outstanding.Add(message.Id, AskedFor.Of(message, session));
            return decided;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rules.Dispose();
        foreach (var rules in _rulesByAgent.Values)
            rules.Dispose();
        if (_builtIns.IsValueCreated)
            _builtIns.Value.Dispose();
    }

    private SpendingLimits LimitsOf(string agent) =>
        _limits.TryGetValue(agent, out var own) && own.IsActive ? own
            : _limits.TryGetValue(McpSession.DefaultAgent, out var common) ? common : s_unlimited;

    private McpDecision Decide(
        in JsonRpcMessage message, Findings content, Finding? binding, McpSession session, ToolPolicyRules rules,
        SpendingLimits limits, ref CallExamination call, long now)
    {
        var chain = _chains.IsEnabled ? _chains.Find(session.Chain, ref call.Step) : null;
        var isClean = content.IsClean && binding is null && chain is null && rules.IsClean(call);
        McpDecision decided = default;
        if (!isClean)
        {
            decided = Judge(message, content, binding, chain, rules.Hits(call), rules);
            if (decided.IsStopped)
                return decided;
        }

        var breach = limits.IsActive
            ? session.Spending.Charge(call.Cost, limits, session.Outstanding.Calls, now) : BudgetBreach.None;
        if (breach != BudgetBreach.None)
        {
            var finding = BudgetFindings.Of(breach, limits, session.Agent);
            var all = decided.Decision.Findings.Concat(new Findings([finding]));
            decided = Conclude(
                message, _policy.Decide(all, Surface.McpRequest, new DecisionContext { Tool = message.ToolName }));
            if (decided.IsStopped)
                return decided;
        }

        if (_chains.IsEnabled)
            _chains.Record(session.Chain, call.Step);
        return decided;
    }

    private McpDecision Judge(
        in JsonRpcMessage message, Findings content, Finding? binding, ChainMatch? chain,
            ImmutableArray<PolicyHit> hits,
        ToolPolicyRules rules)
    {
        List<Finding> found = [.. content.Items, .. hits.Select(hit => hit.Finding)];
        if (binding is not null)
            found.Add(binding);
        if (chain is { } match)
            found.Add(_chains.ToFinding(match));
        var decision = _policy.Decide(
            new Findings(found), Surface.McpRequest, new DecisionContext { Tool = message.ToolName });
        if (!decision.IsBlocked)
            return Conclude(message, decision);
        // Only what asks or redirects stands in the way: the stricter of the two decides.
        var softer = hits.Where(hit => hit.Action is ToolPolicyAction.Ask or ToolPolicyAction.Redirect).ToList();
        foreach (var finding in decision.Findings.Items)
        {
            if (_policy.Judge(finding, Surface.McpRequest) == Verdict.Block
                && !softer.Exists(hit => ReferenceEquals(hit.Finding, finding)))
                return Conclude(message, decision);
        }

        var redirect = softer.Find(hit =>
            hit.Action == ToolPolicyAction.Redirect && decision.Findings.Items.Contains(hit.Finding));
        var refused = Conclude(message, redirect.Finding is null ? decision with { Verdict = Verdict.Ask } : decision);
        return redirect.Finding is not null && message.ExpectsAnswer
            && rules.Profiles.TryGetValue(redirect.RedirectProfile, out var profile)
            ? refused with { Outcome = McpOutcome.Redirect, Redirect = profile,
                RedirectName = redirect.RedirectProfile }
            : refused;
    }

    private static McpDecision Conclude(in JsonRpcMessage message, Decision decision)
    {
        if (decision.Verdict is Verdict.Allow)
            return default;
        if (decision.Verdict is Verdict.Warn)
            return Refusals.Warning(decision);
        var outcome = message.ExpectsAnswer ? McpOutcome.Refuse : McpOutcome.Drop;
        return Refusals.Of(outcome, message.Id, RefusalText.OfRequest(decision.Cause!), decision);
    }
}
