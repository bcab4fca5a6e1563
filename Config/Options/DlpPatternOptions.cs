using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>One secret pattern of the operator.</summary>
[Summary("One secret pattern of the operator.")]
public sealed record DlpPatternOptions
{
    /// <summary>Display name, unique.</summary>
    [Summary("Display name, unique.")]
    public string Name { get; init; } = "";

    /// <summary>Regular expression (RE2 syntax), matched without regard to case.</summary>
    [Summary("Regular expression (RE2 syntax), matched without regard to case.")]
    public string Regex { get; init; } = "";

    /// <summary>How bad a match is; unset = high.</summary>
    [Summary("How bad a match is; unset = high.")]
    public RuleSeverity? Severity { get; init; }

    /// <summary>Check that a match must pass; unset = none.</summary>
    [Summary("Check that a match must pass; unset = none.")]
    public SecretValidator? Validator { get; init; }

    /// <summary>Hosts to which a URL may carry it.</summary>
    [Summary("Hosts to which a URL may carry it.")]
    public ImmutableArray<string> ExemptDomains { get; init; } = [];

    /// <summary>warn = report and never enforce; unset = enforce.</summary>
    [Summary("warn = report and never enforce; unset = enforce.")]
    public WarnOnlyAction? Action { get; init; }
}
