using System.Collections.Immutable;
using Pipelock.Scanners.Payments;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Secrets;

/// <summary>Which rules are in force, and in which order.</summary>
/// <param name="Rules">
/// Core rules, other built-in rules, the operator's, one per known secret, then those about payment addresses.
/// </param>
/// <param name="BuiltIn">How many of them are built in.</param>
/// <param name="RuleOfSecret">For each known secret the rule it reports.</param>
internal sealed record RuleSelection(
    ImmutableArray<SecretRule> Rules, int BuiltIn, ImmutableArray<int> RuleOfSecret)
{
    /// <summary>The rules about payment addresses; null when there are none.</summary>
    public PaymentRules? Payments { get; private init; }

    /// <summary>Index of the first of them.</summary>
    public int FirstPayment { get; private init; }

    /// <summary>Applies the settings to the built-in rules. Core rules stay whatever the settings say.</summary>
    public static RuleSelection Select(SecretSettings settings)
    {
        var overridden = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pattern in settings.Patterns)
            overridden.Add(pattern.Name);

        var rules = ImmutableArray.CreateBuilder<SecretRule>();
        foreach (var rule in RuleSet.BuiltIn.Rules)
        {
            // Seed phrases have a switch of their own, apart from that of the patterns.
            var isWanted = rule.Shape == SecretShape.SeedPhrase ? settings.SeedPhrases is not null
                : settings.IncludeDefaults && !overridden.Contains(rule.Name);
            if (rule.Core || isWanted)
                rules.Add(rule);
        }

        var builtIn = rules.Count;
        // Only the product's own packs may call a rule core.
        foreach (var pattern in settings.Patterns)
            rules.Add(pattern.Core ? pattern with { Core = false } : pattern);

        var fileRule = -1;
        var ruleOfSecret = ImmutableArray.CreateBuilder<int>();
        foreach (var secret in settings.KnownSecrets)
        {
            if (secret.Kind == KnownSecretKind.File && fileRule >= 0)
            {
                ruleOfSecret.Add(fileRule);
                continue;
            }

            ruleOfSecret.Add(rules.Count);
            if (secret.Kind == KnownSecretKind.File)
                fileRule = rules.Count;
            rules.Add(RuleFor(secret));
        }

        var payments = PaymentRules.Read(settings.Addresses);
        var firstPayment = rules.Count;
        rules.AddRange(payments?.Rules ?? []);
        return new RuleSelection(rules.ToImmutable(), builtIn, ruleOfSecret.ToImmutable())
        {
            Payments = payments,
            FirstPayment = firstPayment,
        };
    }

    /// <summary>The first rule of a shape; -1 when there is none.</summary>
    public int IndexOf(SecretShape shape)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            if (Rules[i].Shape == shape)
                return i;
        }

        return -1;
    }

    private static SecretRule RuleFor(KnownSecret secret)
    {
        var (id, name, description) = secret.Kind switch
        {
            KnownSecretKind.Environment => ("environment-secret", "Environment Variable Leak",
                $"The value of the environment variable {secret.Name}."),
            KnownSecretKind.File => ("known-secret", "Known Secret Leak", "A line of the secrets file."),
            _ => ("canary-token", $"Canary Token ({secret.Name})", "A planted token that nothing legitimate sends."),
        };
        return new SecretRule { Id = id, Name = name, Severity = Severity.Critical, Description = description };
    }
}
