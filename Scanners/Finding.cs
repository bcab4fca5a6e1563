using System.Collections.Immutable;

namespace Pipelock.Scanners;

/// <summary>One thing a scanner found. Holds what may be told to anyone: never the text that matched.</summary>
/// <param name="Layer">The layer that found it.</param>
/// <param name="RuleId">Stable identifier of the rule, for example <c>github-token</c>.</param>
/// <param name="RuleName">Display name, for example <c>GitHub Token</c>; configurations and dashboards refer to
/// it.</param>
/// <param name="Severity">The rule's severity.</param>
/// <param name="Reason">One sentence for logs and answers, without the matched text.</param>
public sealed record Finding(ScanLayer Layer, string RuleId, string RuleName, Severity Severity, string Reason)
{
    /// <summary>
    /// Where in the message: <c>path</c>, <c>query value "token"</c>, <c>header Authorization</c>, <c>body</c>.
    /// </summary>
    public string Where { get; init; } = "";

    /// <summary>The decodings that had to be undone to see it, outermost first; empty when it stood in clear.</summary>
    public ImmutableArray<string> Decodings { get; init; } = [];

    /// <summary>The rule only informs (<c>action: warn</c> on a pattern); it never stops traffic.</summary>
    public bool WarnOnly { get; init; }

    /// <summary>The evidence does not suffice: worth a warning, and nothing is stopped by it unless every finding
    /// is.</summary>
    public bool IsWeak { get; init; }

    /// <summary>The rule knows only a telling name beside any random value; one of a format says more.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>The rule's own severity, where <see cref="Severity"/> is what the operator makes of it; null where they
    /// are the same.</summary>
    public Severity? OwnSeverity { get; init; }
}
