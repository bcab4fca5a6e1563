using System.Text;

namespace Pipelock.Scanners.Wallets;

/// <summary>The 2048 English words of BIP-39 and their numbers; read when the first one is asked for.</summary>
internal static class WordList
{
    /// <summary>How many words there are; a word's number has eleven bits.</summary>
    public const int Count = 2048;

    /// <summary>Fewest letters of a word.</summary>
    public const int MinLength = 3;

    /// <summary>Most letters of a word.</summary>
    public const int MaxLength = 8;

    // Twice as many slots as words: a miss, the usual answer, takes one look and seldom two.
    private const int Slots = 2 * Count;
    private static readonly ulong[] s_keys = new ulong[Slots];
    private static readonly short[] s_numbers = new short[Slots];

    static WordList()
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream("bip39-english.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        for (short number = 0; reader.ReadLine() is { } word; number++)
        {
            var key = Pack(Encoding.ASCII.GetBytes(word));
            var slot = SlotOf(key);
            while (s_keys[slot] != 0)
                slot = (slot + 1) % Slots;
            (s_keys[slot], s_numbers[slot]) = (key, number);
        }
    }

    /// <summary>The number of a word, in either letter case.</summary>
    /// <returns>0 to 2047, or -1 for a word that is not in the list.</returns>
    public static int NumberOf(ReadOnlySpan<byte> word)
    {
        if (word.Length is < MinLength or > MaxLength)
            return -1;
        var key = Pack(word);
        for (var slot = SlotOf(key); s_keys[slot] != 0; slot = (slot + 1) % Slots)
        {
            if (s_keys[slot] == key)
                return s_numbers[slot];
        }

        return -1;
    }

    /// <summary>Eight lower-case letters are one number.</summary>
    private static ulong Pack(ReadOnlySpan<byte> word)
    {
        const byte LowerCase = 0x20;
        var key = 0UL;
        foreach (var letter in word)
            key = (key << 8) | (byte)(letter | LowerCase);
        return key;
    }

    private static int SlotOf(ulong key)
    {
        const ulong Golden = 0x9E3779B97F4A7C15; // 2^64 over the golden ratio: spreads what differs in few bits
        const int SlotBits = 12;
        return (int)((key * Golden) >> (64 - SlotBits));
    }
}
