using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>The columns of tables, each read from top to bottom: lines of CSV, tab-separated values and Markdown with a
/// piece of a secret in every one.</summary>
internal readonly struct TableColumns : ITextExtractor
{
    private const int MaxColumns = 16;
    private const int MaxCell = 128;
    private const int Seen = 16; // lines that tell what a column has
    private const int MinOdd = 2;
    private const int MinLength = WordChain.MinLength;

    // Letters that are no digits of hexadecimal.
    private static readonly SearchValues<byte> s_others =
        SearchValues.Create("GHIJKLMNOPQRSTUVWXYZghijklmnopqrstuvwxyz"u8);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Split;

    /// <inheritdoc/>
    /// <remarks>Every column is written with its heading and without.</remarks>
    public static int MaxLength(int length) => (2 * length) + 2;

    /// <summary>False when no three lines have equally many cells.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool IsCandidate(ReadOnlySpan<byte> text) =>
        TableRows.Next(text, 0, out _) is var at && at < text.Length && MayHoldOdd(text[at..]);

    // As the judgement of cells, of a whole text; what lies across the border of two blocks is not asked for.
    private static bool MayHoldOdd(ReadOnlySpan<byte> text)
    {
        int odd = 0;
        for (int at = 0; at < text.Length && odd < MinOdd; at += CharacterClasses.BlockLength)
        {
            Vector512<byte> bytes = LastBlock.LoadAt(text, at, 0);
            ulong digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
            ulong capitals = LaneMasks.InRange(bytes, (byte)'A', (byte)'Z');
            ulong letters = capitals | LaneMasks.InRange(bytes, (byte)'a', (byte)'z');
            odd += BitOperations.PopCount(((letters << 1) & (digits | capitals)) | ((digits << 1) & letters));
        }

        return odd >= MinOdd;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        int at = 0;
        while ((at = TableRows.Next(text, at, out byte sign)) < text.Length)
        {
            ReadOnlySpan<byte> table = text[at..];
            table = table[..End(table, sign, out int columns)];
            for (int column = 0; column < Math.Min(columns, MaxColumns); column++)
            {
                if (IsOdd(table, sign, column))
                {
                    written += Write(table, sign, column, destination[written..]);
                }
            }

            at += table.Length;
        }

        return written;
    }

    // The lines from the first on that have as many cells as it has.
    private static int End(ReadOnlySpan<byte> text, byte sign, out int columns)
    {
        int signs = Line(text).Count(sign);
        columns = signs + 1;
        int end = 0;
        while (end < text.Length && Line(text[end..]) is var line && line.Count(sign) == signs)
        {
            end = Math.Min(text.Length, end + line.Length + 1);
        }

        return end;
    }

    // Most columns are names, figures and dates: in none of their cells letters and digits or large and small letters
    // stand as chance puts them.
    private static bool IsOdd(ReadOnlySpan<byte> table, byte sign, int column)
    {
        int odd = 0;
        for (int seen = 0; seen < Seen && odd < MinOdd && !table.IsEmpty; seen++)
        {
            ReadOnlySpan<byte> line = Line(table);
            table = table[Math.Min(table.Length, line.Length + 1)..];
            odd += IsOdd(Cell(line, sign, column)) ? 1 : 0;
        }

        return odd >= MinOdd;
    }

    private static bool IsOdd(ReadOnlySpan<byte> cell)
    {
        byte before = (byte)' ';
        foreach (byte character in cell)
        {
            char next = (char)character;
            bool isOdd = char.IsAsciiLetter((char)before)
                ? char.IsAsciiDigit(next) || char.IsAsciiLetterUpper(next)
                : char.IsAsciiDigit((char)before) && char.IsAsciiLetter(next);
            if (isOdd)
            {
                return true;
            }

            before = character;
        }

        return false;
    }

    private static int Write(ReadOnlySpan<byte> table, byte sign, int column, Span<byte> destination)
    {
        int written = 0;
        int start = 0; // where the chain begins
        int heading = 0;
        int cells = 0;
        for (int at = 0; at < table.Length;)
        {
            ReadOnlySpan<byte> line = Line(table[at..]);
            bool isFirst = at == 0;
            at += line.Length + 1;
            ReadOnlySpan<byte> cell = Cell(line, sign, column);
            if (cell.IsEmpty)
            {
                continue;
            }

            if (!IsPiece(cell))
            {
                written = Close(destination, start, written, cells, heading);
                (start, cells, heading) = (written, 0, 0);
                continue;
            }

            cell.CopyTo(destination[written..]);
            written += cell.Length;
            heading = isFirst ? cell.Length : heading;
            cells++;
        }

        return Close(destination, start, written, cells, heading);
    }

    // Ends a chain. The first line may head the column, or begin the secret.
    private static int Close(Span<byte> destination, int start, int end, int cells, int heading)
    {
        if (cells < 2 || end - start < MinLength || !MayCount(destination[(start + heading)..end]))
        {
            return start;
        }

        destination[end++] = (byte)' ';
        if (heading > 0)
        {
            ReadOnlySpan<byte> behind = destination[(start + heading)..end];
            behind.CopyTo(destination[end..]);
            end += behind.Length;
        }

        return end;
    }

    // Most columns are names or figures, or digests.
    private static bool MayCount(ReadOnlySpan<byte> chain) =>
        GluedMatch.IsRandom(chain) && chain.ContainsAny(s_others);

    private static bool IsPiece(ReadOnlySpan<byte> cell) =>
        cell.Length <= MaxCell && !cell.ContainsAnyExceptInRange((byte)'!', (byte)'~')
        && cell.ContainsAnyExcept("-:="u8); // the line below the headings of Markdown

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        return end < 0 ? text : text[..end];
    }

    private static ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> line, byte sign, int column)
    {
        for (; column > 0; column--)
        {
            line = line[(line.IndexOf(sign) + 1)..];
        }

        int end = line.IndexOf(sign);
        return (end < 0 ? line : line[..end]).Trim(" \t\r\"'`"u8);
    }
}
