namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Tells random characters from fillers and from words.</summary>
internal static class Variety
{
    /// <summary>The part that is looked at; the longest key here ends in so many random characters.</summary>
    private const int Window = 40;

    /// <summary>Forty random hexadecimal digits have fewer different ones about never.</summary>
    private const int MinDistinct = 6;

    /// <summary>Longer than this, a lower-case run is a token rather than a word.</summary>
    private const int LongestWord = 14;

    /// <summary>At least six different characters at the end.</summary>
    public static bool IsVaried(ReadOnlySpan<byte> match)
    {
        var tail = match[Math.Max(0, match.Length - Window)..];
        var seen = UInt128.Zero;
        foreach (var b in tail)
            seen |= UInt128.One << (b & 0x7F);
        return UInt128.PopCount(seen) >= MinDistinct;
    }

    /// <summary>An upper-case name has at least so many parts after its first; a made-up key has fewer.</summary>
    private const int MinUpperParts = 4;

    /// <summary>
    /// Nothing but words of one letter case between dashes, underscores and dots, as in <c>sk-proj-your-key-here</c>;
    /// the first part, the key's own mark, in either case.
    /// </summary>
    public static bool IsWords(ReadOnlySpan<byte> match)
    {
        int length = 0, parts = 0;
        bool hasLower = false, hasUpper = false;
        foreach (var b in match)
        {
            if (b is (byte)'-' or (byte)'_' or (byte)'.')
            {
                (length, parts) = (0, parts + 1);
                continue;
            }

            if (!char.IsAsciiLetter((char)b) || ++length > LongestWord)
                return false;
            hasLower |= parts > 0 && char.IsAsciiLetterLower((char)b);
            hasUpper |= parts > 0 && char.IsAsciiLetterUpper((char)b);
        }

        return !hasUpper || (!hasLower && parts >= MinUpperParts);
    }

    /// <summary>
    /// Upper case, lower case and digits change places as often as chance makes them: at every second character in
    /// base64 and hexadecimal, more seldom in names, words and numbers.
    /// </summary>
    public static bool IsRandom(ReadOnlySpan<byte> match)
    {
        const int LeastDistinct = 8;
        var tail = match[Math.Max(0, match.Length - Window)..];
        var seen = UInt128.Zero;
        int digits = 0, changes = 0, kind = 0;
        foreach (var b in tail)
        {
            var next = char.IsAsciiDigit((char)b) ? 1 : char.IsAsciiLetterLower((char)b) ? 2
                : char.IsAsciiLetterUpper((char)b) ? 3 : 0;
            digits += next == 1 ? 1 : 0;
            changes += next != kind && next != 0 && kind != 0 ? 1 : 0;
            kind = next;
            seen |= UInt128.One << (b & 0x7F);
        }

        // Camel case changes at every third letter at most; without a digit it takes more than that.
        var isMixed = digits > 0 ? changes * 5 >= tail.Length : changes * 5 >= tail.Length * 2;
        return isMixed && digits < tail.Length - 2 && UInt128.PopCount(seen) >= LeastDistinct;
    }
}
