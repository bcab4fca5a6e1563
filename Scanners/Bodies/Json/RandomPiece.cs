using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Bodies.Json;

/// <summary>Tells the strings of JSON that may be a piece of a secret: those that look random at one of their
/// ends.</summary>
internal static class RandomPiece
{
    /// <summary>No longer strings are pieces themselves; they end in one, or begin with one.</summary>
    internal const int MaxLength = 256;

    private const int MaxShort = 3;

    /// <summary>So many numbers in one word make it random.</summary>
    private const int MixedNumbers = 3;

    /// <summary>True when the first or the last word of a string looks random.</summary>
    /// <param name="raw">The string, with its escapes.</param>
    /// <param name="readable">How many bytes may be read from its start on: it stands in something longer.</param>
    internal static bool Is(ReadOnlySpan<byte> raw, int readable) =>
        !(raw.Length <= MaxLength && PlainText.IsPlain(raw, readable)) && LooksRandom(raw);

    /// <summary>The same of a string that is known to have something that no plain string has.</summary>
    internal static bool IsOfOdd(ReadOnlySpan<byte> raw) =>
        !(raw.Length == KnownIdentifiers.UuidLength && KnownIdentifiers.MatchUuid(raw) > 0) && LooksRandom(raw);

    // Of several words only the first and the last can be joined to anything.
    private static bool LooksRandom(ReadOnlySpan<byte> raw)
    {
        if (!HasMark(raw))
            return false;
        var text = raw.Trim((byte)' ');
        var first = LineJoiner.FirstWord(text);
        return first.Length == text.Length
            ? IsRandom(text) : IsRandom(first) || IsRandom(LineJoiner.LastWord(text));
    }

    // What begins with a letter of another script may look like one of ASCII.
    private static bool IsRandom(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty || (word[0] < 0x80 && !HasMark(word)) || IsTooShort(word))
            return false;
        return word.Length > MaxLength || IsMixed(word)
            || (!IsObjectId(word) && Randomness.CountAsPiece(word, enough: 1) > 0);
    }

    // Whatever letters and digits these are, they are taken for a word.
    private static bool IsTooShort(ReadOnlySpan<byte> word) =>
        word.Length <= MaxShort && !word.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    // No secret has such a prefix in it, however little of the id is behind it.
    private static bool IsObjectId(ReadOnlySpan<byte> word) =>
        char.IsAsciiLetterLower((char)word[0]) && KnownIdentifiers.MatchObjectId(word, least: 1) == word.Length;

    // Digests and the like are told at a glance: no word has three numbers in it.
    private static bool IsMixed(ReadOnlySpan<byte> word)
    {
        var numbers = 0;
        var isInside = false;
        foreach (var character in word)
        {
            if (!char.IsAsciiLetterOrDigit((char)character))
                return false;
            var isDigit = character <= (byte)'9';
            numbers += isDigit && !isInside ? 1 : 0;
            if (numbers == MixedNumbers)
                return SeparatedPieces.WordEnd(word, 0) == word.Length;
            isInside = isDigit;
        }

        return false;
    }

    private static bool HasMark(ReadOnlySpan<byte> text) =>
        text.ContainsAnyInRange((byte)'0', (byte)'9') || text.ContainsAnyInRange((byte)'A', (byte)'Z');
}
