using Pipelock.Config.Options;
using Pipelock.Scanners;

namespace Pipelock.Policy.Decisions;

/// <summary>From mode, a section's own action and a finding to a verdict.</summary>
/// <remarks>
/// In this order, the first that applies: a rule that only informs warns; in audit nothing is blocked except what
/// cannot be forwarded at all (a URL nobody can parse); a section's own action decides for headers, bodies and
/// responses; strict blocks; balanced warns on low severity and blocks the rest. A finding about form, destination or a limit is never of
/// low severity. <c>enforce: false</c> is audit by another name.
/// </remarks>
public sealed class VerdictTable
{
    private readonly bool _observesOnly;
    private readonly bool _blocksAll;
    private readonly BlockAction? _requestAction;
    private readonly ResponseAction? _responseAction;
    private readonly BlockAction? _piecesAction;
    private readonly BlockAction? _budgetAction;
    private readonly BlockAction _anomalyAction;

    /// <summary>Reads the options that decide.</summary>
    public VerdictTable(PipelockOptions options)
    {
        _observesOnly = options.Mode == Mode.Audit || !options.Enforce;
        _blocksAll = options.Mode == Mode.Strict;
        _requestAction = options.RequestBodyScanning.Action;
        _responseAction = options.ResponseScanning.Action;
        _piecesAction = options.CrossRequestDetection.Action;
        _anomalyAction = options.SessionProfiling.AnomalyAction;
        _budgetAction = options.CrossRequestDetection.EntropyBudget.Action;
    }

    private BlockAction? OwnAction(ScanLayer layer) => layer switch
    {
        ScanLayer.SessionProfiling => _anomalyAction,
        ScanLayer.CrossRequest => _piecesAction,
        ScanLayer.CrossRequestEntropy => _budgetAction,
        _ => null,
    };

    /// <summary>The verdict on one finding.</summary>
    public Verdict Judge(Finding finding, Surface surface)
    {
        if (finding.WarnOnly)
            return Verdict.Warn;
        if (_observesOnly)
            return finding.Layer == ScanLayer.Parser ? Verdict.Block : Verdict.Warn;
        if (OwnAction(finding.Layer) is { } own)
            return own == BlockAction.Block ? Verdict.Block : Verdict.Warn;
        if (surface is Surface.Headers or Surface.Body && _requestAction is { } action)
            return action == BlockAction.Block ? Verdict.Block : Verdict.Warn;
        if (surface == Surface.Response && _responseAction is { } answer)
            return answer == ResponseAction.Warn ? Verdict.Warn : Verdict.Block;
        var blocks = _blocksAll || finding.Severity >= Severity.Medium || LayerFacts.Of(finding.Layer).IsStructural;
        return blocks ? Verdict.Block : Verdict.Warn;
    }
}
