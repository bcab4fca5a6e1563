namespace Pipelock.Scanners.Entropy;

/// <summary>Tells a word, a number or an identifier made of words from a run of random letters and digits.</summary>
internal static class WordShape
{
    /// <summary>Longer runs of letters without a break are no words.</summary>
    private const int MaxWord = 24;

    /// <summary>Longer runs of capitals are no acronyms and must be pronounceable.</summary>
    private const int MaxAcronym = 5;

    private const int MaxConsonantRun = 5;

    // Bit n stands for the n-th letter: a e i o u y.
    private const uint Vowels = (1u << 0) | (1u << 4) | (1u << 8) | (1u << 14) | (1u << 20) | (1u << 24);

    /// <summary>
    /// True for words, numbers, camelCase and the usual mixtures: <c>utf8</c>, <c>v12</c>, <c>1080p</c>,
    /// <c>getUserById</c>, <c>HTTPServer2</c>.
    /// </summary>
    /// <param name="token">ASCII letters and digits only.</param>
    public static bool IsPlain(ReadOnlySpan<byte> token)
    {
        var pieces = 0;
        var letters = 0;
        var numbers = 0;
        var odd = 0;
        var shouts = false;
        for (var at = 0; at < token.Length;)
        {
            var length = PieceLength(token[at..]);
            var piece = token.Slice(at, length);
            at += length;
            if (char.IsAsciiDigit((char)piece[0]))
            {
                numbers++;
                continue;
            }

            if (!IsWord(piece))
                return false;
            pieces++;
            letters += length;
            odd += length <= 2 && !IsLittleWord(piece) ? 1 : 0;
            shouts |= length > MaxAcronym && char.IsAsciiLetterUpper((char)piece[^1]);
        }

        // Capitals with a number in them are what keys are made of: AKIAIOSFODNN7EXAMPLE.
        if (shouts && numbers > 0)
            return false;

        // Random text changes class every other character; words do not.
        return numbers <= 2
            && (pieces <= 2 ? pieces + numbers <= 3 : odd <= 1 && letters * 2 >= 5 * pieces);
    }

    /// <summary>The same for small letters alone, which are one word or none.</summary>
    public static bool IsSmallWord(ReadOnlySpan<byte> letters) => letters.IsEmpty || IsWord(letters);

    // What stands between the words of identifiers.
    private static bool IsLittleWord(ReadOnlySpan<byte> letters) => letters.Length == 2
        && ((letters[0] | 0x20), (letters[1] | 0x20)) switch
    {
        ('b' or 'm', 'y') or ('i', 'd' or 'n' or 's' or 'f' or 'o' or 'p') or ('o',
            'f' or 'n' or 'r' or 's' or 'k') => true,
        ('t' or 'g' or 'd' or 'n', 'o') or ('a', 's' or 't' or 'i') or ('u', 'i' or 'p') or ('d' or 'j',
            'b' or 's') => true,
        _ => false,
    };

    /// <summary>The length of the first run: digits, capitals, or letters with one leading capital.</summary>
    private static int PieceLength(ReadOnlySpan<byte> text)
    {
        var length = 1;
        if (char.IsAsciiDigit((char)text[0]))
        {
            while (length < text.Length && char.IsAsciiDigit((char)text[length]))
                length++;
            return length;
        }

        if (char.IsAsciiLetterUpper((char)text[0]))
        {
            while (length < text.Length && char.IsAsciiLetterUpper((char)text[length]))
                length++;
            if (length > 1)
            {
                // HTTPServer: the last capital belongs to the word that follows it.
                var wordFollows = length < text.Length && char.IsAsciiLetterLower((char)text[length]);
                return wordFollows && length > 2 ? length - 1 : length;
            }
        }

        while (length < text.Length && char.IsAsciiLetterLower((char)text[length]))
            length++;
        return length;
    }

    private static bool IsWord(ReadOnlySpan<byte> letters)
    {
        if (letters.Length <= 3 || (letters.Length <= MaxAcronym && char.IsAsciiLetterUpper((char)letters[^1])))
            return true;
        if (letters.Length > MaxWord)
            return IsSeveralWords(letters);

        var vowels = CountVowels(letters, out var longest);

        // Words of five and more letters have a vowel in every six letters, and something between their vowels; of
        // seven letters with one vowel that stands in their middle: scripts, strings.
        var isShort = letters.Length <= 5;
        var isCentred = letters.Length == 7 && vowels == 1 && longest == 3;
        return longest <= MaxConsonantRun
            && (isShort || isCentred || (vowels * 6 >= letters.Length && vowels * 4 <= letters.Length * 3));
    }

    // "publicaccessblockconfiguration": words that a manual wrote as one. Of random letters a quarter are vowels.
    private static bool IsSeveralWords(ReadOnlySpan<byte> letters)
    {
        const int Longest = 44;
        return letters.Length <= Longest && CountVowels(letters, out var consonants) is var vowels
            && vowels * 10 >= letters.Length * 3 && vowels * 2 <= letters.Length && consonants < MaxConsonantRun;
    }

    // The vowels, and the longest run of other letters.
    private static int CountVowels(ReadOnlySpan<byte> letters, out int longest)
    {
        var vowels = 0;
        var consonants = 0;
        longest = 0;
        foreach (var letter in letters)
        {
            if ((Vowels & (1u << ((letter | 0x20) - 'a'))) != 0)
            {
                vowels++;
                consonants = 0;
            }
            else
            {
                longest = Math.Max(longest, ++consonants);
            }
        }

        return vowels;
    }
}
