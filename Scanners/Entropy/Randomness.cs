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

    /// <summary>
    /// The number of bytes in a text that may be one piece of a secret: a piece may look like a word in capitals or
    /// like a digest, and with characters beyond ASCII like anything.
    /// </summary>
    public static int CountAsPiece(ReadOnlySpan<byte> text)
    {
        bool shouts = text.Length >= 4 && text.ContainsAnyInRange((byte)'A', (byte)'Z')
            && !text.ContainsAnyInRange((byte)'a', (byte)'z');
        bool isHex = text.Length >= 4 && text.ContainsAnyInRange((byte)'0', (byte)'9')
            && text.ContainsAnyInRange((byte)'a', (byte)'f') && KnownIdentifiers.IsHex(text);
        bool isForeign = text.ContainsAnyExceptInRange((byte)0, (byte)0x7f);
        if (shouts || isHex || isForeign)
            return text.Length;

        // ghp_ABCDEFGH: a prefix and capitals behind it.
        int underscore = text.LastIndexOf((byte)'_');
        bool hasPrefix = underscore >= 0 && underscore < text.Length - 4;
        return Count(text) + (hasPrefix ? CountAsPiece(text[(underscore + 1)..]) : 0);
    }

    /// <summary>The number of random-looking bytes in a percent-decoded text.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        int random = 0;
        int digests = 0;
        bool isText = Utf8.IsValid(text);
        for (int at = 0; at < text.Length;)
        {
            byte c = text[at];
            if (c >= 0x80)
            {
                // Letters of other scripts are text; where anything is no UTF-8, all of it is cargo.
                random += isText ? 0 : 1;
                at++;
                continue;
            }

            if (!char.IsAsciiLetterOrDigit((char)c))
            {
                random += c < 0x20 && c is not ((byte)'\t' or (byte)'\r' or (byte)'\n') ? 1 : 0;
                at++;
                continue;
            }

            int known = KnownIdentifiers.MatchUuid(text[at..]);
            if (known == 0)
                known = KnownIdentifiers.MatchObjectId(text[at..]);
            if (known > 0)
            {
                random += ++digests > FreeDigests ? known : 0;
                at += known;
                continue;
            }

            int length = 1;
            while (at + length < text.Length && char.IsAsciiLetterOrDigit((char)text[at + length]))
                length++;

            ReadOnlySpan<byte> token = text.Slice(at, length);
            at += length;
            if (WordShape.IsPlain(token))
                continue;

            bool isIdentifier = KnownIdentifiers.IsIdentifier(token, out bool isDigest);
            if (isDigest)
                digests++;
            random += isIdentifier && digests <= FreeDigests ? 0 : length;
        }

        return random;
    }
}
