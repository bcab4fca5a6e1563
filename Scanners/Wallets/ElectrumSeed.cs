using System.Security.Cryptography;

namespace Pipelock.Scanners.Wallets;

/// <summary>Seed phrases of Electrum: the hash of the phrase begins with the version of the wallet.</summary>
internal static class ElectrumSeed
{
    /// <summary>Words of a phrase.</summary>
    public const int Words = 12;

    /// <summary>Whether the words that begin at these places have such a hash (Electrum documentation, seed version
    /// system).</summary>
    /// <param name="text">The text.</param>
    /// <param name="starts">Where the words begin, of which each is in the word list.</param>
    public static bool IsVersioned(ReadOnlySpan<byte> text, ReadOnlySpan<int> starts)
    {
        Span<byte> phrase = stackalloc byte[Words * (WordList.MaxLength + 1)];
        var length = 0;
        foreach (var start in starts)
        {
            if (length > 0)
                phrase[length++] = (byte)' ';
            for (var at = start; at < text.Length && char.IsAsciiLetter((char)text[at]); at++)
                phrase[length++] = (byte)(text[at] | 0x20);
        }

        Span<byte> hash = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData("Seed version"u8, phrase[..length], hash);
        phrase.Clear();
        // In hexadecimal 01 is a wallet of old, 100 one of segregated witness, 101 and 102 the same with a second key.
        return hash[0] == 0x01 || (hash[0] == 0x10 && hash[1] >> 4 <= 2);
    }
}
