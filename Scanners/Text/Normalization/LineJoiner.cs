using System.Numerics;
using System.Runtime.CompilerServices;
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
    [SkipLocalsInit]
    internal static void Add(scoped ReadOnlySpan<byte> text, ref WordChain chain)
    {
        Span<byte> last = stackalloc byte[Block];
        var line = Line.Empty;
        int tail = 0; // the word that the line before ends with, while nothing is in the chain
        int tailLength = 0;
        for (int at = 0; at < text.Length; at += Block)
        {
            scoped ref byte start = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
            if (text.Length - at < Block)
            {
                last.Fill((byte)' ');
                text[at..].CopyTo(last);
                start = ref MemoryMarshal.GetReference(last);
            }

            Vector512<byte> bytes = Vector512.LoadUnsafe(ref start);
            ulong ends = WordEnds.Mask(bytes);
            ulong written = ~LaneMasks.Of(bytes, ' ');
            ulong rest = ulong.MaxValue;
            for (ulong breaks = Breaks.Mask(bytes); breaks != 0; breaks &= breaks - 1)
            {
                ulong first = breaks & (0 - breaks);
                ulong before = rest & (first - 1);
                line.Read(written & before, ends & before, at);
                End(text, line, ref tail, ref tailLength, ref chain);
                line = Line.Empty;
                rest = ~(first | (first - 1));
            }

            line.Read(written & rest, ends & rest, at);
        }

        End(text, line, ref tail, ref tailLength, ref chain);
        chain.Add(text[tail..], tailLength);
    }

    // Nearly all lines have words between the first and the last, and these are too short together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End(
        scoped ReadOnlySpan<byte> text, in Line line, ref int tail, ref int tailLength, ref WordChain chain)
    {
        if (line.Start < 0)
        {
            return;
        }

        if (!line.HasWords)
        {
            chain.Add(text[tail..], tailLength);
            chain.Add(text[line.Start..], line.Stop - line.Start);
            tailLength = 0;
            return;
        }

        int head = line.FirstEnd - line.Start;
        if (chain.Words > 0 || tailLength + head >= WordChain.MinLength)
        {
            chain.Add(text[tail..], tailLength);
            chain.CloseWith(text.Slice(line.Start, head));
        }

        tail = line.LastEnd + 1;
        tailLength = line.Stop - tail;
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

    /// <summary>What is known of a line, as far as it has been read.</summary>
    private struct Line
    {
        private int _lastSeen; // the last end of a word; blanks may be all that is behind it

        /// <summary>Nothing yet.</summary>
        public static Line Empty => new() { Start = -1, FirstEnd = -1, LastEnd = -1, _lastSeen = -1 };

        /// <summary>Where it begins behind its blanks; negative when it has nothing else.</summary>
        public int Start { get; private set; }

        /// <summary>Where it ends but for blanks.</summary>
        public int Stop { get; private set; }

        /// <summary>Where the first word ends.</summary>
        public int FirstEnd { get; private set; }

        /// <summary>What stands before the last word.</summary>
        public int LastEnd { get; private set; }

        /// <summary>True when it is not one word alone.</summary>
        public readonly bool HasWords => (uint)FirstEnd < (uint)Stop;

        /// <summary>Reads on.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Read(ulong written, ulong ends, int at)
        {
            if (Start < 0)
            {
                if (written == 0)
                {
                    return;
                }

                int first = BitOperations.TrailingZeroCount(written);
                Start = at + first;
                ends &= ulong.MaxValue << first;
            }

            if (written != 0)
            {
                int last = BitOperations.Log2(written);
                ulong inside = ends & (ulong.MaxValue >> (Block - 1 - last));
                LastEnd = inside != 0 ? at + BitOperations.Log2(inside) : _lastSeen;
                Stop = at + last + 1;
            }

            if (ends != 0)
            {
                FirstEnd = FirstEnd < 0 ? at + BitOperations.TrailingZeroCount(ends) : FirstEnd;
                _lastSeen = at + BitOperations.Log2(ends);
            }
        }
    }
}
