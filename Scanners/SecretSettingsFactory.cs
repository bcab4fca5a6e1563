using System.Text;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Wallets;

namespace Pipelock.Scanners;

/// <summary>Translates the operator's settings into what the secret engine is built from.</summary>
internal static class SecretSettingsFactory
{
    /// <summary>Lines of a secrets file beyond this length are no secrets but an accident.</summary>
    private const int MaxSecretLine = 4096;

    private const int MaxSecretLines = 1000;

    /// <summary>
    /// Translates; problems that need no compilation to be seen are added to <paramref name="problems"/>.
    /// </summary>
    public static SecretSettings Create(ScanSettings settings, List<RuleProblem> problems) => new()
    {
        IncludeDefaults = settings.IncludeDefaultPatterns,
        SeedPhrases = settings.DetectSeedPhrases
            ? new SeedPhraseSettings
            {
                MinWords = settings.SeedPhraseMinWords,
                VerifyChecksum = settings.VerifySeedPhraseChecksum,
            }
            : null,
        Addresses = settings.Addresses,
        Patterns =
        [
            .. RuleProof.Load(settings.RulePacks, problems).Where(rule => !settings.Patterns.Any(
                pattern => pattern.Name.Equals(rule.Name, StringComparison.OrdinalIgnoreCase))),
            .. settings.Patterns.Select((pattern, index) => ToRule(pattern, index, problems)),
        ],
        KnownSecrets =
        [
            .. settings.ScanEnvironment
                ? EnvironmentSecrets.Select(settings.Environment, settings.MinEnvironmentSecretLength)
                : [],
            .. FromLines(settings),
            .. settings.CanaryTokens.Select(c =>
                new KnownSecret(c.Name, Encoding.UTF8.GetBytes(c.Value.Trim()), KnownSecretKind.Canary)),
        ],
    };

    private static SecretRule ToRule(SecretPatternSettings pattern, int index, List<RuleProblem> problems)
    {
        var source = $"dlp.patterns[{index}]";
        SecretValidator? validator = pattern.Validator.ToLowerInvariant() switch
        {
            "" => SecretValidator.None,
            "luhn" => SecretValidator.Luhn,
            "mod97" => SecretValidator.Mod97,
            "aba" => SecretValidator.Aba,
            "wif" => SecretValidator.Wif,
            _ => null,
        };
        if (validator is null)
            problems.Add(new RuleProblem(source, pattern.Name, -1, "unknown validator; use luhn, mod97, aba or wif"));

        return new SecretRule
        {
            Id = ToId(pattern.Name),
            Name = pattern.Name,
            Severity = pattern.Severity,
            Pattern = pattern.Regex,
            Validator = validator ?? SecretValidator.None,
            WarnOnly = pattern.WarnOnly,
            ExemptDomains = pattern.ExemptDomains,
            Source = source,
        };
    }

    /// <summary>
    /// Lower case, everything that is no letter or digit one dash: the form built-in identifiers have.
    /// </summary>
    private static string ToId(string name)
    {
        StringBuilder id = new(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
                id.Append(char.ToLowerInvariant(c));
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }

        return id.ToString().TrimEnd('-');
    }

    /// <summary>One secret per line; comments, blanks, short and overlong lines are no secrets.</summary>
    private static IEnumerable<KnownSecret> FromLines(ScanSettings settings)
    {
        HashSet<string> seen = [];
        var number = 0;
        foreach (var line in settings.SecretsFileLines)
        {
            number++;
            var value = line.TrimStart('\uFEFF').Trim();
            var isSecret = value.Length >= settings.MinEnvironmentSecretLength && value.Length <= MaxSecretLine
                && value[0] != '#' && !value.Contains('\0');
            if (isSecret && seen.Count < MaxSecretLines && seen.Add(value))
                yield return new KnownSecret($"line {number}", Encoding.UTF8.GetBytes(value), KnownSecretKind.File);
        }
    }
}
