using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
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
    private static readonly SearchValues<byte> Breaks = SearchValues.Create("\t\r\n"u8);
    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(" \"'<>,;`\0"u8);

    private static readonly RunAlphabet Ends = new("\t\r\n \"'<>,;`\0"u8);

    private const int ShortWord = 16;

    private static readonly Kind[] KindOfByte =
    [
        .. Enumerable.Range(0, 256).Select(b =>
            Breaks.Contains((byte)b) ? Kind.Break : WordEnds.Contains((byte)b) ? Kind.WordEnd : Kind.Word),
    ];

    private enum Kind : byte
    {
        Word,
        WordEnd,
        Break,
    }

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
        while (!text.IsEmpty)
        {
            int word = ShortWordBeforeBreak(text);
            if (word >= 0)
            {
                if (word > 0)
                {
                    chain.Add(text[..word]);
                }

                text = text[(word + 1)..];
                continue;
            }

            int length = text.IndexOfAny(Breaks);
            AddLine(length < 0 ? text : text[..length], ref chain);
            text = length < 0 ? default : text[(length + 1)..];
        }
    }

    /// <summary>The same for a text that stands in something longer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="readable">How many bytes may be read from its start on.</param>
    /// <param name="chain">Takes its words.</param>
    internal static void Add(scoped ReadOnlySpan<byte> text, int readable, ref WordChain chain)
    {
        const int Block = CharacterClasses.BlockLength;
        if (text.Length is 0 or > Block || readable < Block)
        {
            Add(text, ref chain);
            return;
        }

        ulong all = ulong.MaxValue >> (Block - text.Length);
        ulong ends = Ends.Mask(ref MemoryMarshal.GetReference(text)) & all;
        if (ends == 0)
        {
            chain.Add(text);
            return;
        }

        int first = BitOperations.TrailingZeroCount(ends);
        int last = BitOperations.Log2(ends);
        if (first == 0 || last == text.Length - 1 || text.ContainsAny(Breaks))
        {
            Add(text, ref chain);
            return;
        }

        AddEnds(text[..first], text[(last + 1)..], ref chain);
    }

    // A text of nothing but short lines would cost a search or two for each. -1 when the first line is none.
    private static int ShortWordBeforeBreak(ReadOnlySpan<byte> text)
    {
        int end = Math.Min(text.Length, ShortWord + 1);
        for (int i = 0; i < end; i++)
        {
            Kind kind = KindOfByte[text[i]];
            if (kind != Kind.Word)
            {
                return kind == Kind.Break ? i : -1;
            }
        }

        return -1;
    }

    private static void AddLine(scoped ReadOnlySpan<byte> line, ref WordChain chain)
    {
        line = line.Trim((byte)' ');
        if (line.IsEmpty)
        {
            return;
        }

        int end = line.IndexOfAny(WordEnds);
        if (end < 0)
        {
            chain.Add(line);
            return;
        }

        AddEnds(line[..end], line[(line.LastIndexOfAny(WordEnds) + 1)..], ref chain);
    }

    private static void AddEnds(scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> last, ref WordChain chain)
    {
        if (chain.Words > 0)
        {
            chain.Add(first);
            chain.Close();
        }

        chain.Add(last);
    }
}
