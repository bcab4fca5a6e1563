using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Reads words across line breaks and tabs: wrapped base64, keys cut over several lines.</summary>
/// <remarks>
/// Only what is written on both sides of a break is joined, <c>…AKIA</c> / <c>IOSF…</c> to <c>…AKIAIOSF…</c>; ordinary
/// lines of prose give two short words and are left out, so the result is small unless the text is wrapped data.
/// The pieces are separated by a space.
/// </remarks>
internal static class LineJoiner
{
    private const int Block = CharacterClasses.BlockLength;

    private static readonly RunAlphabet Breaks = new("\t\r\n"u8);
    // No format and no encoding has brackets; a stack trace or the report of a test has one at the end of each line.
    private static readonly RunAlphabet WordEnds = new(" \"'<>,;`\0()[]|"u8);

    /// <summary>Writes the joined words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least as long as the text.</param>
    /// <returns>The number of bytes written; 0 when nothing is written across a break.</returns>
    internal static int Join(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var chain = new WordChain(destination);
        Add(text, ref chain);
        chain.Close();
        return chain.Start;
    }

    /// <summary>Adds a text to a chain as if a line break followed.</summary>
    internal static void Add(scoped ReadOnlySpan<byte> text, ref WordChain chain)
    {
        while (text.Length >= Block)
        {
            int lines = AddShortLines(text, ref chain);
            text = text[(lines > 0 ? lines : AddLongLine(text, ref chain))..];
        }

        while (!text.IsEmpty)
        {
            text = text[AddLongLine(text, ref chain)..];
        }
    }

    // The lines that end in the block at the start of a text. Returns how many bytes they and their breaks take.
    private static int AddShortLines(scoped ReadOnlySpan<byte> text, ref WordChain chain)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        ulong ends = WordEnds.Mask(ref start);
        ulong blanks = LaneMasks.Of(Vector512.LoadUnsafe(ref start), ' ');
        int from = 0;
        for (ulong breaks = Breaks.Mask(ref start); breaks != 0; breaks &= breaks - 1)
        {
            int end = BitOperations.TrailingZeroCount(breaks);
            ulong line = ((1UL << end) - 1) & (ulong.MaxValue << from);
            ulong written = line & ~blanks;
            if (written != 0)
            {
                int first = BitOperations.TrailingZeroCount(written);
                int last = BitOperations.Log2(written) + 1;
                ulong inside = ends & line & (ulong.MaxValue << first) & (ulong.MaxValue >> (Block - last));
                if (inside == 0)
                {
                    chain.Add(text[first..], last - first);
                }
                else
                {
                    chain.CloseWith(text[first..BitOperations.TrailingZeroCount(inside)]);
                    int tail = BitOperations.Log2(inside) + 1;
                    chain.Add(text[tail..], last - tail);
                }
            }

            from = end + 1;
        }

        return from;
    }

    /// <summary>The same for a text that stands in something longer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="readable">How many bytes may be read from its start on.</param>
    /// <param name="chain">Takes its words.</param>
    internal static void Add(scoped ReadOnlySpan<byte> text, int readable, ref WordChain chain)
    {
        if (text.Length is 0 or > Block || readable < Block)
        {
            Add(text, ref chain);
            return;
        }

        ref byte start = ref MemoryMarshal.GetReference(text);
        ulong breaks = Breaks.Mask(ref start);
        ulong ends = (WordEnds.Mask(ref start) | breaks) & (ulong.MaxValue >> (Block - text.Length));
        if (ends == 0)
        {
            chain.Add(text);
            return;
        }

        int first = BitOperations.TrailingZeroCount(ends);
        int last = BitOperations.Log2(ends);
        if (first == 0 || last == text.Length - 1 || (ends & breaks) != 0)
        {
            Add(text, ref chain);
            return;
        }

        chain.CloseWith(text[..first]);
        chain.Add(text[(last + 1)..]);
    }

    /// <summary>What stands before the first blank or quote.</summary>
    internal static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny(WordEnds.Characters);
        return end < 0 ? text : text[..end];
    }

    /// <summary>What stands behind the last blank or quote.</summary>
    internal static ReadOnlySpan<byte> LastWord(ReadOnlySpan<byte> text) =>
        text[(text.LastIndexOfAny(WordEnds.Characters) + 1)..];

    // The first line of a text. Returns how many bytes it and its break take.
    private static int AddLongLine(scoped ReadOnlySpan<byte> text, ref WordChain chain)
    {
        int length = text.IndexOfAny(Breaks.Characters);
        ReadOnlySpan<byte> line = (length < 0 ? text : text[..length]).Trim((byte)' ');
        if (!line.IsEmpty)
        {
            int end = line.IndexOfAny(WordEnds.Characters);
            if (end < 0)
            {
                chain.Add(line);
            }
            else
            {
                chain.CloseWith(line[..end]);
                chain.Add(LastWord(line));
            }
        }

        return length < 0 ? text.Length : length + 1;
    }
}
