using System.Text.Unicode;

namespace Pipelock.Scanners.Entropy;

/// <summary>
/// Counts the bytes of a text that look random: neither words nor numbers nor identifiers known to be harmless.
/// </summary>
/// <remarks>
/// Entropy alone cannot tell a sentence from a key: forty letters of English have as many bits per byte as forty
/// letters of base 32. A text is only measured when enough of it is left here. Linear, no allocation.
/// </remarks>
internal static class Randomness
{
    /// <summary>
    /// This many digests or ids in one place are usual (an image by tag and digest); more are counted.
    /// </summary>
    private const int FreeDigests = 2;

    /// <summary>So few small letters are a word whatever they are.</summary>
    private const int ShortWord = 5;

    private static readonly Kinds[] s_kindOfByte = [.. Enumerable.Range(0, 256).Select(b => KindOf((byte)b))];

    /// <summary>
    /// The number of bytes in a text that may be one piece of a secret: a piece may look like a word in capitals or
    /// like a digest, and with characters beyond ASCII like anything.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="enough">No more of them are asked for.</param>
    public static int CountAsPiece(ReadOnlySpan<byte> text, int enough = int.MaxValue)
    {
        // Most pieces are one word in small letters.
        if (!text.ContainsAnyExceptInRange((byte)'a', (byte)'z')
            && (text.Length <= ShortWord || WordShape.IsSmallWord(text)))
        {
            return 0;
        }

        var kinds = Kinds.None;
        var underscore = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            kinds |= s_kindOfByte[c];
            underscore = c == '_' ? i : underscore;
        }

        if (kinds == Kinds.Digit)
        {
            return 0;
        }

        if (KnownIdentifiers.IsTime(text) || (underscore > 0 && KnownIdentifiers.MatchObjectId(text) == text.Length))
            return 0;

        var shouts = (kinds & (Kinds.Upper | Kinds.Lower)) == Kinds.Upper;
        var isHex = (kinds & (Kinds.Digit | Kinds.HexLower)) == (Kinds.Digit | Kinds.HexLower)
            && KnownIdentifiers.IsHex(text);
        var isForeign = (kinds & Kinds.Foreign) != 0;
        if (((shouts || isHex) && text.Length >= 4) || isForeign)
            return text.Length;

        // ghp_ABCDEFGH: a prefix and capitals behind it.
        var hasPrefix = underscore >= 0 && underscore < text.Length - 4;
        var random = Count(text, enough);
        return hasPrefix && random < enough ? random + CountAsPiece(text[(underscore + 1)..]) : random;
    }

    private static Kinds KindOf(byte c) => c switch
    {
        >= (byte)'a' and <= (byte)'f' => Kinds.Lower | Kinds.HexLower,
        >= (byte)'g' and <= (byte)'z' => Kinds.Lower,
        >= (byte)'A' and <= (byte)'Z' => Kinds.Upper,
        >= (byte)'0' and <= (byte)'9' => Kinds.Digit,
        >= 0x80 => Kinds.Foreign,
        _ => Kinds.Mark,
    };

    [Flags]
    private enum Kinds : byte
    {
        None = 0,
        Lower = 1,
        HexLower = 2,
        Upper = 4,
        Digit = 8,
        Foreign = 16,
        Mark = 32,
    }

    /// <summary>The number of random-looking bytes in a percent-decoded text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="enough">No more of them are asked for.</param>
    public static int Count(ReadOnlySpan<byte> text, int enough = int.MaxValue)
    {
        var random = 0;
        var digests = 0;
        int? foreign = null;
        for (var at = 0; at < text.Length && random < enough;)
        {
            var c = text[at];
            if (c >= 0x80)
            {
                // Letters of other scripts are text; where anything is no UTF-8, all of it is cargo.
                if (!foreign.HasValue)
                    foreign = Utf8.IsValid(text) ? 0 : 1;
                random += foreign.Value;
                at++;
                continue;
            }

            if (!char.IsAsciiLetterOrDigit((char)c))
            {
                random += c < 0x20 && c is not ((byte)'\t' or (byte)'\r' or (byte)'\n') ? 1 : 0;
                at++;
                continue;
            }

            var length = TokenLength(text[at..], out var isLower);
            var known = at + length < text.Length && text[at + length] is (byte)'-' or (byte)'_'
                ? MatchKnown(text[at..], length, isLower) : 0;
            if (known > 0)
            {
                random += ++digests > FreeDigests ? known : 0;
                at += known;
                continue;
            }

            var token = text.Slice(at, length);
            at += length;
            if (isLower ? length <= ShortWord || WordShape.IsSmallWord(token) : WordShape.IsPlain(token))
                continue;

            var isIdentifier = KnownIdentifiers.IsIdentifier(token, out var isDigest);
            if (isDigest)
                digests++;
            random += isIdentifier && digests <= FreeDigests ? 0 : length;
        }

        return random;
    }

    private static int TokenLength(ReadOnlySpan<byte> text, out bool isLower)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterLower((char)text[length]))
            length++;
        var lower = length;
        while (length < text.Length && char.IsAsciiLetterOrDigit((char)text[length]))
            length++;
        isLower = length == lower;
        return length;
    }

    // A UUID begins with eight digits and a dash, the id of an object with a short word.
    private static int MatchKnown(ReadOnlySpan<byte> text, int token, bool isLower)
    {
        var known = token == 8 && text[token] == '-' ? KnownIdentifiers.MatchUuid(text) : 0;
        return known == 0 && isLower ? KnownIdentifiers.MatchObjectId(text) : known;
    }
}
