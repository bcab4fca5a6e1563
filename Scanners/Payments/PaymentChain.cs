namespace Pipelock.Scanners.Payments;

/// <summary>The chains whose payment addresses are known.</summary>
public enum PaymentChain : byte
{
    /// <summary>Ethereum and what shares its addresses.</summary>
    Eth,

    /// <summary>Bitcoin.</summary>
    Btc,

    /// <summary>BNB Beacon Chain.</summary>
    Bnb,

    /// <summary>Solana.</summary>
    Sol,
}
