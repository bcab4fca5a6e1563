using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Pieces of letters and digits with equal separators between them.</summary>
internal ref struct SeparatedPieces
{
    /// <summary>Longer pieces are no parts of something cut up.</summary>
    internal const int MaxLength = 24;

    private const int MaxBase64Length = 8; // longer ones between "+" or "/" are what base64 looks like

    private int _count;
    private int _words;

    /// <summary>Where the last of them ends.</summary>
    internal int End { get; private set; }

    /// <summary>Where the last of them begins.</summary>
    internal int LastPiece { get; private set; }

    /// <summary>No part of them is a secret, however it is put together.</summary>
    internal bool AreHarmless { get; set; }

    /// <summary>Two halves are a chain where words do not stand side by side that way; prose is none.</summary>
    internal readonly bool AreEnough(byte separator) => AreEnough(_count, _words, Least(separator));

    /// <summary>The same of so many pieces, so many of them words.</summary>
    internal static bool AreEnough(int count, int words, int least) =>
        count >= least && (count <= 2 || words * 4 <= count);

    /// <summary>How many pieces make a chain with a separator.</summary>
    internal static int Least(byte separator) =>
        separator is (byte)'+' or (byte)' ' or (byte)'-' or (byte)'.' or (byte)'_' or (byte)'/' or (byte)':' ? 3 : 2;

    /// <summary>How long a piece may be beside a separator.</summary>
    internal static int Longest(byte separator) =>
        separator is (byte)'+' or (byte)'/' ? MaxBase64Length : MaxLength;

    /// <summary>Reads the pieces from an offset on.</summary>
    internal static SeparatedPieces Follow(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> separator)
    {
        var pieces = new SeparatedPieces { End = start, LastPiece = start };
        var longest = Longest(separator[0]);
        var at = start;
        while (PieceEnd(text, at, separator[0]) is var stop && stop > at && stop - at <= longest)
        {
            pieces._count++;
            pieces._words += IsWord(text[at..stop]) ? 1 : 0;
            pieces.LastPiece = at;
            pieces.End = stop;
            if (stop == text.Length || text[stop] != separator[0]
                || (separator.Length > 1 && !text[stop..].StartsWith(separator)))
            {
                break;
            }

            at = stop + separator.Length;
        }

        return pieces;
    }

    /// <summary>Two and more small letters: seldom in what is random.</summary>
    internal static bool IsWord(ReadOnlySpan<byte> piece) =>
        piece.Length > 1 && piece[0] >= 'a' && !piece.ContainsAnyExceptInRange((byte)'a', (byte)'z');

    /// <summary>Where the letters and digits end that begin at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int WordEnd(ReadOnlySpan<byte> text, int at)
    {
        // Single characters are done with before a vector is.
        if (at + 1 < text.Length && !char.IsAsciiLetterOrDigit((char)text[at + 1]))
        {
            return at + 1;
        }

        return LongWordEnd(text, at);
    }

    private static int LongWordEnd(ReadOnlySpan<byte> text, int at)
    {
        if (at + Vector256<byte>.Count <= text.Length)
        {
            var others = ~Words(Load(text, at));
            if (others != 0)
            {
                return at + BitOperations.TrailingZeroCount(others);
            }
        }

        var length = text[at..].IndexOfAnyExcept(AsciiSets.LettersAndDigits);
        return length < 0 ? text.Length : at + length;
    }

    /// <summary>Where the piece ends that begins at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int PieceEnd(ReadOnlySpan<byte> text, int at, byte separator) =>
        at + 1 < text.Length && text[at + 1] == separator && char.IsAsciiLetterOrDigit((char)text[at])
            ? at + 1 : LongPieceEnd(text, at, separator);

    private static int LongPieceEnd(ReadOnlySpan<byte> text, int at, byte separator)
    {
        if (at + Vector256<byte>.Count <= text.Length)
        {
            var bytes = Load(text, at);
            var others = ~(Words(bytes) | Of(bytes, (byte)'-') | Of(bytes, (byte)'_')) | Of(bytes, separator);
            if (others != 0)
            {
                return at + BitOperations.TrailingZeroCount(others);
            }

            at += Vector256<byte>.Count;
        }

        while (at < text.Length && text[at] != separator && IsToken(text[at]))
        {
            at++;
        }

        return at;
    }

    private static Vector256<byte> Load(ReadOnlySpan<byte> text, int at) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);

    private static uint Words(Vector256<byte> bytes) =>
        (Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'),
             Vector256.Create((byte)26))
         | Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10)))
             .ExtractMostSignificantBits();

    private static uint Of(Vector256<byte> bytes, byte character) =>
        Vector256.Equals(bytes, Vector256.Create(character)).ExtractMostSignificantBits();

    /// <summary>A letter, a digit, or what stands within tokens.</summary>
    internal static bool IsToken(byte character) =>
        char.IsAsciiLetterOrDigit((char)character) || character is (byte)'-' or (byte)'_';

    /// <summary>Nothing else is in it.</summary>
    internal static bool IsToken(ReadOnlySpan<byte> piece)
    {
        foreach (var character in piece)
        {
            if (!IsToken(character))
            {
                return false;
            }
        }

        return true;
    }
}
