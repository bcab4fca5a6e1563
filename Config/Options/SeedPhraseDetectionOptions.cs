using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Detection of BIP-39 wallet phrases.</summary>
[Summary("Detection of BIP-39 wallet phrases.")]
public sealed record SeedPhraseDetectionOptions
{
    /// <summary>Looks for wallet phrases.</summary>
    [Summary("Looks for wallet phrases.")]
    public bool Enabled { get; init; } = true;

    /// <summary>Shortest phrase: 12, 15, 18, 21 or 24 words.</summary>
    [Summary("Shortest phrase: 12, 15, 18, 21 or 24 words.")]
    public int MinWords { get; init; } = 12;

    /// <summary>Counts only phrases whose checksum is right.</summary>
    [Summary("Counts only phrases whose checksum is right.")]
    public bool VerifyChecksum { get; init; } = true;
}
