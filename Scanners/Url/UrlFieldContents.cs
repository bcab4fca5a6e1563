using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Url;

/// <summary>Tells what a piece of a URL consists of; asked once for each.</summary>
internal static class UrlFieldContents
{
    /// <summary>Shorter pieces in which nothing looks random are words and numbers.</summary>
    private const int ShortestName = 12;

    /// <summary>Shorter ones may be a part of anything.</summary>
    private const int ShortestDigest = 20;

    /// <summary>Text in a digest is shorter, but once in a hundred times.</summary>
    private const int TextRun = 8;

    private static readonly RunAlphabet s_digits = new("0123456789abcdefABCDEF-"u8);

    private const int Step = CharacterClasses.BlockLength - (2 * TextRun);

    // The upper digits of printable ASCII, of line breaks and tabs, and of the zeros in UTF-16.
    private static readonly RunAlphabet s_upperDigits = new("0234567"u8);

    /// <summary>Looks at a decoded piece.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="readable">How many bytes may be read from its start on.</param>
    /// <param name="random">How many bytes of it look random (<see cref="Randomness.CountAsPiece"/>).</param>
    public static UrlFieldContent Judge(ReadOnlySpan<byte> text, int readable, out int random) =>
        Judge(text, PlainText.IsPlain(text, readable), out random);

    /// <summary>The same where it is known whether the piece is plain.</summary>
    public static UrlFieldContent Judge(ReadOnlySpan<byte> text, bool isPlain, out int random)
    {
        random = 0;
        if (isPlain)
            return UrlFieldContent.Plain;

        random = Randomness.CountAsPiece(text);
        if (text.Length < ShortestName && random == 0)
            return UrlFieldContent.Plain;
        return random > 0 && text.Length >= ShortestDigest && KnownIdentifiers.IsHex(text) && !MayHoldText(text)
            ? UrlFieldContent.Digest : UrlFieldContent.Other;
    }

    /// <summary>Whether sixteen digits of hexadecimal stand in a row, dashes between them or not, in a plain
    /// piece.</summary>
    public static bool HoldsLongNumber(ReadOnlySpan<byte> text) => text.Length >= TextTraitsReader.RunLength
        && (text.Length > CharacterClasses.BlockLength || CharacterClasses.RunsOfSixteen(s_digits.Mask(text)) != 0);

    // A row of bytes that may be text, whichever digit is the first of a byte.
    private static bool MayHoldText(ReadOnlySpan<byte> hex)
    {
        for (; !hex.IsEmpty; hex = hex.Length > Step ? hex[Step..] : default)
        {
            var text = s_upperDigits.Mask(hex);
            text &= text >> 2;
            text &= text >> 4;
            if ((text & (text >> TextRun)) != 0)
                return true;
        }

        return false;
    }
}
