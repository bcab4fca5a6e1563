using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules;

/// <summary>One kind of secret: what it looks like, how bad it is, how to tell it from its lookalikes.</summary>
public sealed record SecretRule
{
    /// <summary>Stable identifier, lower-case with dashes: <c>github-token</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Display name that configurations and dashboards refer to: <c>GitHub Token</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How bad a leak of it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One sentence for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where the format is described.</summary>
    public string Reference { get; init; } = "";

    /// <summary>RE2 syntax, matched over bytes; empty when <see cref="Shape"/> is set.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>ASCII letters of the pattern match only in the case written.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>What may stand directly to the left of a match.</summary>
    public LeftBoundary Boundary { get; init; }

    /// <summary>The check a match has to pass besides its pattern.</summary>
    public SecretValidator Validator { get; init; }

    /// <summary>The anchor-less shape it is found by, instead of a pattern.</summary>
    public SecretShape Shape { get; init; }

    /// <summary>Always on: no configuration removes, overrides or exempts it.</summary>
    public bool Core { get; init; }

    /// <summary>The rule only informs; it never stops traffic.</summary>
    public bool WarnOnly { get; init; }

    /// <summary>The rule matches any random value beside a telling name; a finding of another rule says more.</summary>
    public bool Generic { get; init; }

    /// <summary>Host patterns for which the rule does not apply (exact or <c>*.example.com</c>).</summary>
    public ImmutableArray<string> ExemptDomains { get; init; } = [];

    /// <summary>Texts that must match; filled only when a pack is loaded with its examples.</summary>
    public ImmutableArray<string> Matches { get; init; } = [];

    /// <summary>Texts that must not match; filled only when a pack is loaded with its examples.</summary>
    public ImmutableArray<string> Clean { get; init; } = [];

    /// <summary>Where the rule is written: a file, or the configuration key of an operator's pattern.</summary>
    public string Source { get; init; } = "";
}
