using Pipelock.Config.Options;
using Pipelock.Scanners;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Payments;

namespace Pipelock.Policy.Decisions;

/// <summary>From mode, a section's own action and a finding to a verdict.</summary>
/// <remarks>
/// In this order, the first that applies: a rule that only informs warns; in audit nothing is blocked except what
/// cannot be forwarded at all (a URL nobody can parse); weak evidence warns except in strict; a section's own action
/// decides for headers, bodies and responses; strict blocks; balanced warns on low severity and blocks the rest. A
/// finding about form, destination or a limit is never of low severity. <c>enforce: false</c> is audit by another name.
/// </remarks>
public sealed class VerdictTable
{
    private readonly bool _observesOnly;
    private readonly bool _blocksAll;
    private readonly BlockAction? _requestAction;
    private readonly ResponseAction? _responseAction;
    private readonly BlockAction? _eventAction;
    private readonly BlockAction? _unreadableAction;
    private readonly BlockAction? _piecesAction;
    private readonly BlockAction? _budgetAction;
    private readonly BlockAction? _mcpInputAction;
    private readonly BlockAction? _mcpToolAction;
    private readonly BlockAction? _agentAction;
    private readonly BlockAction _anomalyAction;
    private readonly BlockAction _addressAction;

    /// <summary>Reads the options that decide.</summary>
    public VerdictTable(PipelockOptions options)
    {
        _observesOnly = options.Mode == Mode.Audit || !options.Enforce;
        _blocksAll = options.Mode == Mode.Strict;
        _requestAction = options.RequestBodyScanning.Action;
        _responseAction = options.ResponseScanning.Action;
        _unreadableAction = options.ResponseScanning.UnreadableAction;
        _eventAction = options.ResponseScanning.SseStreaming.Action;
        _piecesAction = options.CrossRequestDetection.Action;
        _anomalyAction = options.SessionProfiling.AnomalyAction;
        _budgetAction = options.CrossRequestDetection.EntropyBudget.Action;
        _mcpInputAction = options.McpInputScanning.Action;
        _mcpToolAction = options.McpToolScanning.Action;
        _agentAction = options.A2aScanning.Action;
        _addressAction = options.AddressProtection.Action ?? BlockAction.Block;
    }

    private BlockAction? OwnAction(Finding finding) => finding.Layer switch
    {
        ScanLayer.SessionProfiling => _anomalyAction,
        ScanLayer.CrossRequest => _piecesAction,
        ScanLayer.CrossRequestEntropy => _budgetAction,
        ScanLayer.McpInput => _mcpInputAction,
        ScanLayer.McpTool or ScanLayer.McpDrift => _mcpToolAction,
        ScanLayer.McpMedia => BlockAction.Block,
        ScanLayer.McpAnswer => _responseAction switch
        {
            null => null,
            ResponseAction.Warn => BlockAction.Warn,
            _ => BlockAction.Block,
        },
        ScanLayer.A2aMessage => _agentAction,
        // What is only warned about says so itself.
        ScanLayer.AddressProtection => finding.RuleId.StartsWith(PaymentRuleIds.Unknown, StringComparison.Ordinal)
            ? BlockAction.Block : _addressAction,
        _ => null,
    };

    /// <summary>
    /// Tools change and follow each other for good reasons, too: by the mode alone only the worst is stopped.
    /// </summary>
    private static Severity LeastStopped(ScanLayer layer) =>
        layer is ScanLayer.McpChain or ScanLayer.McpDrift ? Severity.Critical : Severity.Medium;

    private static Verdict OfResponse(ResponseAction action) => action switch
    {
        ResponseAction.Warn => Verdict.Warn,
        ResponseAction.Strip => Verdict.Strip,
        ResponseAction.Ask => Verdict.Ask,
        _ => Verdict.Block,
    };

    /// <summary>The verdict on one finding.</summary>
    public Verdict Judge(Finding finding, Surface surface)
    {
        if (finding.Layer == ScanLayer.Redaction)
            return Verdict.Block; // Whatever the mode: what should be replaced would leave as it is.
        if (finding.WarnOnly)
            return Verdict.Warn;
        if (_observesOnly)
            return finding.Layer is ScanLayer.Parser or ScanLayer.McpMessage ? Verdict.Block : Verdict.Warn;
        if (finding.IsWeak && !_blocksAll)
            return Verdict.Warn;
        if (finding.Layer == ScanLayer.McpAnswer && _responseAction == ResponseAction.Ask)
            return Verdict.Ask;
        if (OwnAction(finding) is { } own)
            return own == BlockAction.Block ? Verdict.Block : Verdict.Warn;
        if (surface is Surface.Headers or Surface.Body && _requestAction is { } action)
            return action == BlockAction.Block ? Verdict.Block : Verdict.Warn;
        if (finding.RuleId == ResponseScan.EncodingRule && _unreadableAction is { } unreadable)
            return unreadable == BlockAction.Block ? Verdict.Block : Verdict.Warn;
        if (surface == Surface.EventStream && _eventAction is { } stream)
            return stream == BlockAction.Block ? Verdict.Block : Verdict.Warn;
        if (surface is Surface.Response or Surface.EventStream && _responseAction is { } answer)
            return OfResponse(answer);
        var blocks = _blocksAll || finding.Severity >= LeastStopped(finding.Layer)
            || LayerFacts.Of(finding.Layer).IsStructural;
        return blocks ? Verdict.Block : Verdict.Warn;
    }
}
