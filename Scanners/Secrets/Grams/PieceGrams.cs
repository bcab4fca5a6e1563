using System.Numerics;
using Pipelock.Scanners.Secrets.Shapes;
using Pipelock.Scanners.Wallets;

namespace Pipelock.Scanners.Secrets.Grams;

/// <summary>Looks for the grams of formats in all that can be put together from the pieces of a text.</summary>
/// <remarks>Within a piece, and across the seams between one and any later one; a short piece has two seams in one
/// gram.</remarks>
internal readonly ref struct PieceGrams(FormatGrams grams, ReadOnlySpan<byte> text)
{
    /// <summary>As many bytes of a gram lie at most on one side of a seam.</summary>
    private const int Reach = FormatGrams.Length - 1;

    private readonly FormatGrams _grams = grams;
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>False when what is put together from some pieces has fewer words of phrases.</summary>
    public static bool MayHoldWords(ReadOnlySpan<byte> text, ReadOnlySpan<Range> pieces, int least)
    {
        var most = 0;
        foreach (var piece in pieces)
            most += CountEnds(text[piece]) + 1;
        return most >= least && CountWords(text, pieces) >= least;
    }

    // A word that a digit follows counts for no phrase; the last one may go on in the next piece.
    private static int CountEnds(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > ByteClasses.Width)
            return piece.Length;

        var bytes = new ByteClasses(piece, 0);
        return BitOperations.PopCount(~bytes.Letters & (bytes.Letters << 1) & ~bytes.Digits);
    }

    // Those in the list, and what may become one in front of or behind another piece.
    private static int CountWords(ReadOnlySpan<byte> text, ReadOnlySpan<Range> pieces)
    {
        var words = 0;
        foreach (var range in pieces)
        {
            var piece = text[range];
            for (var at = 0; at < piece.Length; at++)
            {
                var start = at;
                while (at < piece.Length && char.IsAsciiLetter((char)piece[at]))
                    at++;
                var isEdge = at > start && (start == 0 || at == piece.Length) && at - start <= WordList.MaxLength;
                words += isEdge || WordList.NumberOf(piece[start..at]) >= 0 ? 1 : 0;
            }
        }

        return words;
    }

    /// <summary>Whether a gram is in what some of the pieces give, each of them put behind an earlier one.</summary>
    public bool AreIn(ReadOnlySpan<Range> pieces)
    {
        for (var i = 0; i < pieces.Length; i++)
        {
            var piece = _text[pieces[i]];
            if (_grams.AreIn(piece))
                return true;

            uint last = 0;
            var end = piece[Math.Max(0, piece.Length - Reach)..];
            foreach (var next in end)
                last = FormatGrams.Append(last, next);
            if (GoOn(last, end.Length, 0, pieces[(i + 1)..]))
                return true;
        }

        return false;
    }

    // From the last bytes, so many of them known, into each of the pieces; through it, where it is short.
    private bool GoOn(uint last, int known, int behind, ReadOnlySpan<Range> pieces)
    {
        for (var i = 0; i < pieces.Length; i++)
        {
            (var start, var length) = pieces[i].GetOffsetAndLength(_text.Length);
            var read = Math.Min(length, Reach - behind);
            var bytes = last | ((ulong)FormatGrams.Start(_text[start..]) << 32);
            for (var at = 1; at <= read; at++)
            {
                if (known + at >= FormatGrams.Length && _grams.Contains((uint)(bytes >> (8 * at))))
                    return true;
            }

            if (read == length && behind + read < Reach
                && GoOn((uint)(bytes >> (8 * read)), known + read, behind + read, pieces[(i + 1)..]))
                return true;
        }

        return false;
    }
}
