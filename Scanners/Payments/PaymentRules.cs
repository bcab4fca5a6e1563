using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Payments;

/// <summary>The rules about payment addresses: for each chain that has allowed ones, lookalikes and others.</summary>
/// <param name="Settings">What the operator says.</param>
/// <param name="Allowed">The allowed addresses, read.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Warnings">Entries that are no address, for the operator to know.</param>
internal sealed record PaymentRules(
    AddressSettings Settings, ImmutableArray<PaymentAddress> Allowed, ImmutableArray<SecretRule> Rules,
    ImmutableArray<RuleProblem> Warnings)
{
    /// <summary>Reads the settings; null when there is nothing to look for.</summary>
    public static PaymentRules? Read(AddressSettings? settings)
    {
        if (settings is null)
            return null;
        var allowed = ImmutableArray.CreateBuilder<PaymentAddress>();
        var warnings = ImmutableArray.CreateBuilder<RuleProblem>();
        for (var i = 0; i < settings.Allowed.Length; i++)
        {
            if (!PaymentAddress.TryRead(Encoding.UTF8.GetBytes(settings.Allowed[i].Trim()), out var address))
                warnings.Add(Useless(i, "is no address of Ethereum, Bitcoin, BNB Beacon Chain or Solana"));
            else if (!settings.Chains.Contains(address.Chain))
                warnings.Add(Useless(i, $"is of a chain that chains.{Name(address.Chain)} leaves out"));
            else
                allowed.Add(address);
        }

        var rules = ImmutableArray.CreateBuilder<SecretRule>();
        foreach (var chain in allowed.Select(address => address.Chain).Distinct())
        {
            rules.Add(Rule(PaymentRuleIds.Lookalike, chain, "Address Lookalike", Severity.Critical));
            if (settings.FindsUnknown)
            {
                rules.Add(Rule(PaymentRuleIds.Unknown, chain, "Unknown Address", Severity.Medium) with
                {
                    WarnOnly = settings.UnknownOnlyWarns,
                });
            }
        }

        return new PaymentRules(settings, allowed.ToImmutable(), rules.ToImmutable(), warnings.ToImmutable());
    }

    /// <summary>The index of a rule in <see cref="Rules"/>; -1 when there is none.</summary>
    public int IndexOf(string kind, PaymentChain chain)
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            if (Rules[i].Id == kind + Name(chain))
                return i;
        }

        return -1;
    }

    private static SecretRule Rule(string kind, PaymentChain chain, string name, Severity severity) => new()
    {
        Id = kind + Name(chain),
        Name = $"{name} ({Name(chain).ToUpperInvariant()})",
        Severity = severity,
        Shape = SecretShape.PaymentAddress,
        Source = "address_protection",
    };

    private static RuleProblem Useless(int entry, string why) =>
        new($"address_protection.allowed_addresses[{entry}]", "", -1, why);

    private static string Name(PaymentChain chain) => chain.ToString().ToLowerInvariant();
}
