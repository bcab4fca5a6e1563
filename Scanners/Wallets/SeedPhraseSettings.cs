namespace Pipelock.Scanners.Wallets;

/// <summary>What is asked of a seed phrase.</summary>
public sealed record SeedPhraseSettings
{
    /// <summary>Fewest words of a phrase: 12, 15, 18, 21 or 24.</summary>
    public int MinWords { get; init; } = 12;

    /// <summary>Whether the checksum in the last word must be right (BIP-39, "Generating the mnemonic").</summary>
    public bool VerifyChecksum { get; init; } = true;
}
