using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Wallets;

/// <summary>Keys of wallets that are one word with a version and a checksum.</summary>
/// <remarks>Each kind has one length, so that a word is decoded once at most. Bitcoin's own keys have a rule of their
/// own.</remarks>
internal static class WalletKey
{
    /// <summary>Characters of the longest kind.</summary>
    public const int MaxLength = TezosPairLength;

    private const int TezosSeedLength = 54;
    private const int TezosEncryptedLength = 88;
    private const int TezosPairLength = 98;
    private const int EncryptedLength = 58;
    private const int KeySize = 32;

    /// <summary>Litecoin, Dogecoin, Dash, tests.</summary>
    private static ReadOnlySpan<byte> OtherNetworks => [0xB0, 0x9E, 0xCC, 0xEF];

    /// <summary>Whether the word is a key.</summary>
    public static bool IsValid(ReadOnlySpan<byte> word) => word.Length switch
    {
        StellarSeed.Length => StellarSeed.IsValid(word),
        EncryptedLength => word.StartsWith("6P"u8) && IsEncrypted(word),
        TezosSeedLength => IsTezosName(word[..4]) && IsChecked(word, 4 + KeySize),
        TezosPairLength => word.StartsWith("edsk"u8) && IsChecked(word, 4 + (2 * KeySize)),
        TezosEncryptedLength => word.StartsWith("edesk"u8) && IsChecked(word, 5 + 8 + 16 + KeySize),
        BitcoinWif.PlainLength or BitcoinWif.CompressedLength => BitcoinWif.IsValid(word, OtherNetworks),
        _ => false,
    };

    private static bool IsTezosName(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("edsk"u8) || name.SequenceEqual("spsk"u8) || name.SequenceEqual("p2sk"u8);

    private static bool IsChecked(ReadOnlySpan<byte> word, int size)
    {
        Span<byte> decoded = stackalloc byte[size + Base58Check.ChecksumSize];
        var isChecked = Base58Check.TryDecode(word, decoded);
        decoded.Clear();
        return isChecked;
    }

    /// <summary>BIP-38: a key under a password.</summary>
    private static bool IsEncrypted(ReadOnlySpan<byte> word)
    {
        const int Size = 2 + 1 + 4 + KeySize;
        Span<byte> decoded = stackalloc byte[Size + Base58Check.ChecksumSize];
        return Base58Check.TryDecode(word, decoded) && decoded[0] == 0x01 && decoded[1] is 0x42 or 0x43;
    }
}
