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
}
