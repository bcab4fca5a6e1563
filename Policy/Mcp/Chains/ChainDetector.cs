using System.Collections.Immutable;
using System.Numerics;
using Pipelock.Config.Options;
using Pipelock.Scanners;

namespace Pipelock.Policy.Mcp.Chains;

/// <summary>Sees when a call completes a sequence that should not happen. Immutable; what it looks at is
/// locked.</summary>
/// <remarks>
/// A pattern is found once, at the call that completes it: the last step is always the current call. Between two steps
/// there may be <c>max_gap</c> other calls. One pass over the window per pattern, newest first.
/// </remarks>
internal sealed class ChainDetector
{
    /// <summary>Longest pattern; the operator's are checked against it when they are loaded.</summary>
    public const int MaxSteps = ToolChainPatternOptions.MaxSteps;

    private readonly ImmutableArray<ChainPattern> _patterns;
    private readonly BlockAction? _action;
    private readonly int _window;
    private readonly long _milliseconds;
    private readonly int _maxGap;

    /// <summary>Reads the section.</summary>
    public ChainDetector(ToolChainDetectionOptions options, ToolCategories categories)
    {
        Categories = categories;
        IsEnabled = options.Enabled;
        _action = options.Action;
        _window = Math.Max(1, options.WindowSize);
        _milliseconds = 1000L * options.WindowSeconds;
        _maxGap = options.MaxGap;
        _patterns =
        [
            .. BuiltInChains.All.Select(one => one with
            {
                Own = options.PatternOverrides.TryGetValue(one.Name, out var own) ? own : null,
            }),
            .. options.CustomPatterns.Select(one => new ChainPattern(
                one.Name,
                [.. one.Sequence.Select(name => new ChainPatternStep(categories.NumberOf(name)))],
                one.Severity)
            {
                Own = one.Action,
            }),
        ];
    }

    /// <summary>Some sequence is looked for.</summary>
    public bool IsEnabled { get; }

    /// <summary>What tools do.</summary>
    public ToolCategories Categories { get; }

    /// <summary>What the call completes; null when it completes nothing.</summary>
    /// <remarks>The worst pattern: what is evident comes first, then what is of a higher severity.</remarks>
    public ChainMatch? Find(ChainHistory history, ref ChainStep step)
    {
        history.Trim(_window, step.Time - _milliseconds);
        if (step.IsNothing)
            return null;
        MarkRunsWritten(history, ref step);
        MarkNamesCollected(history, ref step);
        ChainMatch? worst = null;
        foreach (var pattern in _patterns)
        {
            if (pattern.Steps[^1].Fits(step) && Match(pattern, history, step) is { } match
                && (IsCertain(match) || (step.Traits & StepTraits.Everyday) == 0)
                && (worst is not { } other || Rank(match) > Rank(other)))
            {
                worst = match;
            }
        }

        return worst;
    }

    /// <summary>Remembers a call that was forwarded.</summary>
    public void Record(ChainHistory history, in ChainStep step)
    {
        history.Trim(_window, step.Time - _milliseconds);
        if (!step.IsNothing)
            history.Add(step);
    }

    /// <summary>The finding, whose severity and weight are such that the verdict follows the section.</summary>
    public Finding ToFinding(ChainMatch match)
    {
        var action = ActionOf(match);
        return new Finding(
            ScanLayer.McpChain, match.Pattern.Name, match.Pattern.Name, Weight(match, action),
            $"tool call blocked: chain pattern \"{match.Pattern.Name}\" detected")
        {
            Where = "tools/call",
            WarnOnly = action == BlockAction.Warn,
            OwnSeverity = Weight(match, action: null),
        };
    }

    private static int Rank(ChainMatch match) =>
        (match.Pattern.Own is BlockAction.Block ? 200 : 0) + (IsCertain(match) ? 100 : 0)
        + (10 * (int)match.Pattern.Severity) - (match.Pattern.Own is BlockAction.Warn ? 500 : 0);

    private static bool IsCertain(ChainMatch match) => match.IsEvident || !match.Pattern.NeedsEvidence;

    /// <summary>
    /// Reading, then running, is everyday work: without a sign of more, it takes an operator who says "block" to stop
    /// it.
    /// </summary>
    private BlockAction? ActionOf(ChainMatch match) =>
        match.Pattern.Own ?? (IsCertain(match) || (_action == BlockAction.Block && match.Pattern.FollowsSection)
            ? _action : BlockAction.Warn);

    /// <summary>Where no action is set, the mode decides by severity; where one is, it is certain.</summary>
    private static Severity Weight(ChainMatch match, BlockAction? action) => match.Pattern.Severity switch
    {
        _ when action == BlockAction.Block => Severity.Critical,
        ChainSeverity.Critical => Severity.Critical,
        ChainSeverity.High => Severity.High,
        _ => Severity.Medium,
    };

    private static void MarkRunsWritten(ChainHistory history, ref ChainStep step)
    {
        if ((!step.Is((int)ToolCategory.Exec) && (step.Traits & StepTraits.MayRun) == 0) || step.FileCount == 0
            || (step.Traits & StepTraits.Everyday) != 0)
            return;
        for (var back = 1; back <= history.Count; back++)
        {
            ref readonly var past = ref history.Back(back);
            // What was fetched may be data, which is looked at; a program is run.
            var isProgram = past.Is((int)ToolCategory.Write)
                || ((past.Traits & StepTraits.Fetches) != 0 && (step.Traits & StepTraits.Launches) != 0);
            if (!isProgram || !past.SharesFile(step))
                continue;
            step.Traits |= StepTraits.RunsWritten;
            step.Add(ToolCategory.Exec);
        }
    }

    private static void MarkNamesCollected(ChainHistory history, ref ChainStep step)
    {
        var sends = step.Is((int)ToolCategory.Network);
        if ((!sends && !step.Is((int)ToolCategory.Exec) && !step.Is((int)ToolCategory.Write)) || step.FileCount == 0)
            return;
        for (var back = 1; back <= history.Count; back++)
        {
            ref readonly var past = ref history.Back(back);
            if ((past.Traits & StepTraits.Collects) == 0 || !past.SharesFile(step))
                continue;
            // What is made of a packed file, by packing or moving it once more, is as good as it.
            step.Traits |= sends ? StepTraits.NamesCollected : StepTraits.Collects;
        }
    }

    /// <summary>
    /// For every step the nearest call that can be it, with all later steps behind it within their gaps: the nearest is
    /// the best, because it leaves the most room for the steps before.
    /// </summary>
    private ChainMatch? Match(ChainPattern pattern, ChainHistory history, in ChainStep step)
    {
        const int Never = 0;
        var steps = pattern.Steps.AsSpan();
        var last = steps.Length - 1;
        Span<int> reached = stackalloc int[MaxSteps + 1];
        Span<int> evidence = stackalloc int[MaxSteps + 1];
        reached.Clear();
        // Positions count calls back, the current one is 1, so that 0 can stand for "not reached".
        reached[last] = 1;
        evidence[last] = Shows(steps[last], step);
        var most = -1;
        for (var back = 1; back <= history.Count; back++)
        {
            ref readonly var past = ref history.Back(back);
            var position = back + 1;
            for (var at = 0; at < last; at++)
            {
                if (reached[at + 1] == Never || reached[at + 1] == position
                    || position - reached[at + 1] - 1 > _maxGap || !steps[at].Fits(past))
                    continue;
                reached[at] = position;
                evidence[at] = evidence[at + 1] + Shows(steps[at], past);
                if (at == 0)
                    most = Math.Max(most, evidence[0]);
            }
        }

        return most < 0 ? null : new ChainMatch(pattern, most >= pattern.EvidenceCount);
    }

    private static int Shows(ChainPatternStep wanted, in ChainStep step) =>
        BitOperations.PopCount((uint)(wanted.Evidence & step.Traits)) > 0 ? 1 : 0;
}
