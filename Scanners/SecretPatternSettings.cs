using System.Collections.Immutable;

namespace Pipelock.Scanners;

/// <summary>One secret pattern of the operator.</summary>
/// <param name="Name">Display name; one that equals a built-in rule's name replaces that rule.</param>
/// <param name="Regex">The expression, RE2 syntax, matched case-insensitively unless it sets its own flags.</param>
/// <param name="Severity">Severity of a match.</param>
public sealed record SecretPatternSettings(string Name, string Regex, Severity Severity)
{
    /// <summary>
    /// Name of the check a match must pass: empty, <c>luhn</c>, <c>mod97</c>, <c>aba</c> or <c>wif</c>.
    /// </summary>
    public string Validator { get; init; } = "";

    /// <summary>Host patterns on which the pattern is not applied.</summary>
    public ImmutableArray<string> ExemptDomains { get; init; } = [];

    /// <summary>The pattern only informs and never stops traffic.</summary>
    public bool WarnOnly { get; init; }
}
