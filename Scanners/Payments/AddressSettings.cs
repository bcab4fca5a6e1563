using System.Collections.Immutable;

namespace Pipelock.Scanners.Payments;

/// <summary>What the operator says about payment addresses; immutable.</summary>
public sealed record AddressSettings
{
    /// <summary>The chains that are looked at.</summary>
    public ImmutableArray<PaymentChain> Chains { get; init; } = [PaymentChain.Eth, PaymentChain.Btc, PaymentChain.Bnb];

    /// <summary>Addresses that may be paid to. A chain without any is not looked at.</summary>
    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>As many leading characters of an allowed address, behind its mark, make a lookalike.</summary>
    public int PrefixLength { get; init; } = 4;

    /// <summary>As many trailing characters do; both must agree.</summary>
    public int SuffixLength { get; init; } = 4;

    /// <summary>Addresses that resemble none are found, too.</summary>
    public bool FindsUnknown { get; init; }

    /// <summary>Such an address stops nothing.</summary>
    public bool UnknownOnlyWarns { get; init; }
}
