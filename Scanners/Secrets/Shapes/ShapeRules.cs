using System.Collections.Immutable;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Which rule each shape reports; -1 where no rule asks for the shape.</summary>
internal readonly struct ShapeRules
{
    /// <summary>Collects the shapes of <paramref name="rules"/>.</summary>
    public ShapeRules(ImmutableArray<SecretRule> rules)
    {
        CreditCard = IndexOf(rules, SecretShape.CreditCard);
        Iban = IndexOf(rules, SecretShape.Iban);
        SocialSecurityNumber = IndexOf(rules, SecretShape.SocialSecurityNumber);
        BitcoinWif = IndexOf(rules, SecretShape.BitcoinWif);
        DiscordToken = IndexOf(rules, SecretShape.DiscordToken);
    }

    /// <summary>Rule of payment cards.</summary>
    public int CreditCard { get; }

    /// <summary>Rule of bank accounts.</summary>
    public int Iban { get; }

    /// <summary>Rule of social security numbers.</summary>
    public int SocialSecurityNumber { get; }

    /// <summary>Rule of Bitcoin keys.</summary>
    public int BitcoinWif { get; }

    /// <summary>Rule of Discord tokens.</summary>
    public int DiscordToken { get; }

    /// <summary>No rule asks for any shape.</summary>
    public bool IsEmpty => (CreditCard & Iban & SocialSecurityNumber & BitcoinWif & DiscordToken) == -1;

    private static int IndexOf(ImmutableArray<SecretRule> rules, SecretShape shape)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].Shape == shape)
                return i;
        }

        return -1;
    }
}
