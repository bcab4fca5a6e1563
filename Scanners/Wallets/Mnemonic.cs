using System.Security.Cryptography;

namespace Pipelock.Scanners.Wallets;

/// <summary>Mnemonic phrases as BIP-39 defines them: entropy and its checksum, eleven bits to a word.</summary>
internal static class Mnemonic
{
    /// <summary>Most words of a phrase.</summary>
    public const byte MaxWords = 24;

    /// <summary>The lengths that a phrase may have; bytes, as other spans of constants cost memory in plain
    /// builds.</summary>
    public static ReadOnlySpan<byte> Lengths => [12, 15, 18, 21, MaxWords];

    /// <summary>Whether the checksum in the last word is that of the words before it.</summary>
    /// <param name="numbers">The numbers of 12, 15, 18, 21 or 24 words.</param>
    public static bool HasChecksum(ReadOnlySpan<short> numbers)
    {
        const int WordBits = 11;
        // BIP-39: 32 bits of entropy bring one bit of checksum, so three words hold 32 + 1 bits.
        var checksumBits = numbers.Length / 3;
        var entropyBytes = checksumBits * 4;
        Span<byte> bits = stackalloc byte[(MaxWords * WordBits / 8) + 1];
        bits.Clear();
        for (var i = 0; i < numbers.Length * WordBits; i++)
        {
            var bit = (numbers[i / WordBits] >> (WordBits - 1 - (i % WordBits))) & 1;
            bits[i / 8] |= (byte)(bit << (7 - (i % 8)));
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bits[..entropyBytes], hash);
        return (hash[0] ^ bits[entropyBytes]) >> (8 - checksumBits) == 0;
    }
}
