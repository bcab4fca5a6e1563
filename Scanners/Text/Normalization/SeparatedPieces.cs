namespace Pipelock.Scanners.Text.Normalization;

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
    internal readonly bool AreEnough(byte separator)
    {
        int least = separator is (byte)'+' or (byte)' ' or (byte)'-' or (byte)'.' or (byte)'_' or (byte)'/'
            or (byte)':' ? 3 : 2;
        return _count >= least && (_count <= 2 || _words * 4 <= _count);
    }

    /// <summary>Reads the pieces from an offset on.</summary>
    internal static SeparatedPieces Follow(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> separator)
    {
        var pieces = new SeparatedPieces { End = start, LastPiece = start };
        int longest = separator[0] is (byte)'+' or (byte)'/' ? MaxBase64Length : MaxLength;
        int at = start;
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
        piece.Length > 1 && !piece.ContainsAnyExceptInRange((byte)'a', (byte)'z');

    /// <summary>Where the piece ends that begins at an offset.</summary>
    internal static int PieceEnd(ReadOnlySpan<byte> text, int at, byte separator)
    {
        while (at < text.Length && text[at] != separator && IsToken(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>A letter, a digit, or what stands within tokens.</summary>
    internal static bool IsToken(byte character) =>
        char.IsAsciiLetterOrDigit((char)character) || character is (byte)'-' or (byte)'_';

    /// <summary>Nothing else is in it.</summary>
    internal static bool IsToken(ReadOnlySpan<byte> piece)
    {
        foreach (byte character in piece)
        {
            if (!IsToken(character))
            {
                return false;
            }
        }

        return true;
    }
}
