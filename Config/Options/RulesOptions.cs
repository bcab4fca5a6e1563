using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Signed rule bundles.</summary>
[Summary("Signed rule bundles.")]
public sealed record RulesOptions
{
    /// <summary>Directory of installed bundles; empty = the user's data directory.</summary>
    [Summary("Directory of installed bundles; empty = the user's data directory.")]
    public string RulesDir { get; init; } = "";

    /// <summary>Least confidence of a rule that is used.</summary>
    [Summary("Least confidence of a rule that is used.")]
    public RuleConfidence MinConfidence { get; init; } = RuleConfidence.Medium;

    /// <summary>Uses experimental rules too.</summary>
    [Summary("Uses experimental rules too.")]
    public bool IncludeExperimental { get; init; }

    /// <summary>Rules left out: bundle:rule, or a glob.</summary>
    [Summary("Rules left out: bundle:rule, or a glob.")]
    public ImmutableArray<string> Disabled { get; init; } = [];

    /// <summary>Further keys whose bundles are accepted.</summary>
    [Summary("Further keys whose bundles are accepted.")]
    public ImmutableArray<TrustedKeyOptions> TrustedKeys { get; init; } = [];
}
