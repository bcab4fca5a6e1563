using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Which currencies' addresses are looked at.</summary>
[Summary("Which currencies' addresses are looked at.")]
public sealed record AddressChainsOptions
{
    /// <summary>Ethereum.</summary>
    [Summary("Ethereum.")]
    public bool Eth { get; init; } = true;

    /// <summary>Bitcoin.</summary>
    [Summary("Bitcoin.")]
    public bool Btc { get; init; } = true;

    /// <summary>BNB Beacon Chain.</summary>
    [Summary("BNB Beacon Chain.")]
    public bool Bnb { get; init; } = true;

    /// <summary>Solana.</summary>
    [Summary("Solana.")]
    public bool Sol { get; init; }
}
