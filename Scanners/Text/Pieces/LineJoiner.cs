using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Reads words across line breaks and tabs: wrapped base64, keys cut over several lines.</summary>
/// <remarks>
/// Only what is written on both sides of a break is joined, <c>…AKIA</c> / <c>IOSF…</c> to <c>…AKIAIOSF…</c>; ordinary
/// lines of prose give two short words and are left out, so the result is small unless the text is wrapped data.
/// The pieces are separated by a space.
/// </remarks>
internal static class LineJoiner
{
    private const int Block = CharacterClasses.BlockLength;
    private const int Half = Block / 2;
    private const int MinShort = 3; // breaks in a block of short lines

    private static readonly RunAlphabet s_breaks = new("\t\r\n"u8);
    // No format and no encoding has brackets; a stack trace or the report of a test has one at the end of each line.
    private static readonly RunAlphabet s_wordEnds = new(" \"'<>,;`\0()[]|"u8);

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
        var tail = default(Word);
        var line = 0;
        for (var at = 0; at < text.Length;)
        {
            var isWhole = at + Block <= text.Length;
            var breaks = s_breaks.MaskAt(text, at);
            if (isWhole && BitOperations.PopCount(breaks) >= MinShort)
            {
                var first = line < at ? BitOperations.TrailingZeroCount(breaks) : 0;
                AddLine(text, line, at + first, ref tail, ref chain);
                AddShortLines(text, at, first, breaks, ref tail, ref chain);
                line = at + BitOperations.Log2(breaks) + 1;
                at = line;
                continue;
            }

            for (; breaks != 0; breaks &= breaks - 1)
            {
                var end = at + BitOperations.TrailingZeroCount(breaks);
                AddLine(text, line, end, ref tail, ref chain);
                line = end + 1;
            }

            at += Block;
        }

        AddLine(text, line, text.Length, ref tail, ref chain);
        chain.Add(text[tail.Start..], tail.Length);
    }

    // What is called and not put in place leaves the compiler the means to do so with the rest: the masks.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddLine(
        scoped ReadOnlySpan<byte> text, int start, int end, ref Word tail, ref WordChain chain)
    {
        if (start < end && TryBorders(text, start, end, out var first, out var last))
        {
            AddBorders(text, first, last, ref tail, ref chain);
        }
    }

    // The lines of a block from a place on to its last break.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddShortLines(
        scoped ReadOnlySpan<byte> text, int at, int start, ulong breaks, ref Word tail, ref WordChain chain)
    {
        var bytes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);
        var stop = BitOperations.Log2(breaks);
        var lines = (ulong.MaxValue << start) & (ulong.MaxValue >> (Block - 1 - stop));
        var blanks = LaneMasks.Of(bytes, ' ');
        var ends = s_wordEnds.Mask(bytes) & lines;
        breaks &= lines;
        if ((ends == 0 && TryAddWords(text, at, bytes, lines, breaks, ref tail, ref chain))
            || (chain.Words == 0 && AreShort(lines & (~ends | blanks), start, tail.Length)
                && TrySkip(at, lines, breaks, ends, blanks, ref tail)))
        {
            return;
        }

        var behind = (1UL << start) - 1; // the break before a line, and all that is before that
        for (; breaks != 0; breaks &= breaks - 1)
        {
            var before = breaks ^ (breaks - 1);
            var written = before & ~(behind | blanks | breaks);
            behind = before;
            if (written != 0)
            {
                Borders(at, written, ends, out var first, out var last);
                AddBorders(text, first, last, ref tail, ref chain);
            }
        }
    }

    // Lines of one word each are a part of the chain as they are, without their breaks.
    private static bool TryAddWords(
        scoped ReadOnlySpan<byte> text, int at, Vector512<byte> bytes, ulong lines, ulong breaks, ref Word tail,
        ref WordChain chain)
    {
        var words = lines & ~breaks;
        if (words == 0)
        {
            return true;
        }

        if (!chain.Takes(Block + tail.Length))
        {
            return false;
        }

        var start = BitOperations.TrailingZeroCount(lines);
        var inLines = LaneMasks.Stretch(start, BitOperations.PopCount(lines));
        chain.Add(text[tail.Start..], tail.Length);
        chain.Add(bytes, s_breaks.Others(bytes) & inLines, BitOperations.PopCount(words & ~(words << 1)));
        tail = default;
        return true;
    }

    // True when nothing that lies between the ends of words is long enough for a chain, breaks and blanks included.
    private static bool AreShort(ulong inside, int start, int tail) =>
        CharacterClasses.RunsOfSixteen(inside) == 0
        && tail + BitOperations.TrailingZeroCount(~(inside >> start)) < WordChain.MinLength;

    // Goes to the last word of the last line, which another one has to stand before.
    private static bool TrySkip(int at, ulong lines, ulong breaks, ulong ends, ulong blanks, ref Word tail)
    {
        var others = breaks & ~(1UL << BitOperations.Log2(breaks));
        var before = others == 0 ? 0 : ulong.MaxValue >> (Block - 1 - BitOperations.Log2(others));
        var written = lines & ~(before | breaks | blanks);
        if (written == 0)
        {
            return false;
        }

        Borders(at, written, ends, out var first, out var last);
        var areTwo = first.Start != last.Start;
        tail = areTwo ? last : tail;
        return areTwo;
    }

    // The first word of a line that lies in a block and its last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Borders(int at, ulong written, ulong ends, out Word first, out Word last)
    {
        var from = BitOperations.TrailingZeroCount(written);
        var to = BitOperations.Log2(written);
        var inside = ends & (ulong.MaxValue << from) & (ulong.MaxValue >> (Block - 1 - to));
        first = new Word(at + from, (inside == 0 ? to + 1 : BitOperations.TrailingZeroCount(inside)) - from);
        var start = BitOperations.Log2(inside) + 1;
        last = inside == 0 ? first : new Word(at + start, to + 1 - start);
    }

    // Nearly all lines have words between the first and the last, and these are too short together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBorders(
        scoped ReadOnlySpan<byte> text, Word first, Word last, ref Word tail, ref WordChain chain)
    {
        if (first.Start == last.Start || chain.Words > 0 || tail.Length + first.Length >= WordChain.MinLength)
        {
            Chain(text, first, tail, first.Start == last.Start, ref chain);
        }

        tail = first.Start == last.Start ? default : last;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Chain(
        scoped ReadOnlySpan<byte> text, Word first, Word tail, bool isWholeLine, ref WordChain chain)
    {
        // Two long words of prose: nothing comes of them, so they are not put together.
        if (!isWholeLine && chain.Words == 0 && !WordChain.MayCount(
                new EncodedRun(text[tail.Start..], tail.Length), new EncodedRun(text[first.Start..], first.Length)))
        {
            return;
        }

        chain.Add(text[tail.Start..], tail.Length);
        if (isWholeLine)
        {
            chain.Add(text[first.Start..], first.Length);
        }
        else
        {
            chain.CloseWith(text.Slice(first.Start, first.Length));
        }
    }

    // The first word of a line and its last; one that is both begins at the same place. False for an empty line. Where
    // vectors are shorter, half a block at each end shows nearly all of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryBorders(
        scoped ReadOnlySpan<byte> text, int start, int end, out Word first, out Word last)
    {
        var hasHalves = !Vector512.IsHardwareAccelerated && start + Half <= text.Length && end >= Half;
        return (hasHalves && TryBordersInHalves(text, start, end, out first, out last))
            || TryBordersInBlocks(text, start, end, out first, out last);
    }

    // False where there are none, or they reach further.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryBordersInHalves(
        scoped ReadOnlySpan<byte> text, int start, int end, out Word first, out Word last)
    {
        ref var ahead = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start);
        var written = Written(ref ahead);
        var ends = s_wordEnds.MaskOfFirst(ref ahead, Half);
        if (end - start <= Half)
        {
            written &= ulong.MaxValue >> (Block - (end - start));
            Borders(start, written, ends, out first, out last);
            return written != 0;
        }

        var lastBlock = end - Half;
        ref var behind = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), lastBlock);
        var lastWritten = Written(ref behind);
        var lastEnds = s_wordEnds.MaskOfFirst(ref behind, Half);
        if (lastEnds == 0 && lastBlock >= Half)
        {
            // The last word is a long one.
            lastBlock -= Half;
            behind = ref Unsafe.Add(ref behind, -Half);
            lastWritten = (lastWritten << Half) | Written(ref behind);
            lastEnds = s_wordEnds.MaskOfFirst(ref behind, Half);
        }

        return TryApart(start, written, ends, lastBlock, lastWritten, lastEnds, out first, out last);
    }

    private static ulong Written(ref byte half) =>
        ~Vector256.Equals(Vector256.LoadUnsafe(ref half), Vector256.Create((byte)' ')).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryBordersInBlocks(
        scoped ReadOnlySpan<byte> text, int start, int end, out Word first, out Word last)
    {
        var ahead = LastBlock.LoadAt(text, start, (byte)' ');
        var written = ~LaneMasks.Of(ahead, ' ');
        var ends = s_wordEnds.Mask(ahead);
        if (end - start <= Block)
        {
            written &= ulong.MaxValue >> (Block - (end - start));
            Borders(start, written, ends, out first, out last);
            return written != 0;
        }

        var behind = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)(end - Block));
        return TryApart(start, written, ends, end - Block, ~LaneMasks.Of(behind, ' '), s_wordEnds.Mask(behind),
                out first, out last)
            || TryFarBorders(text, start, end, out first, out last);
    }

    // The first word where its end lies in the block at the start of a line, the last where its start lies in the one
    // at the end; false where they do not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryApart(
        int start, ulong written, ulong ends, int lastBlock, ulong lastWritten, ulong lastEnds, out Word first,
        out Word last)
    {
        var from = BitOperations.TrailingZeroCount(written);
        var to = BitOperations.Log2(lastWritten);
        ends &= ulong.MaxValue << from;
        lastEnds &= ulong.MaxValue >> (Block - 1 - to);
        var stop = lastBlock + to + 1;
        var firstEnd = start + BitOperations.TrailingZeroCount(ends);
        var lastEnd = lastBlock + BitOperations.Log2(lastEnds);
        var isOne = firstEnd >= stop;
        first = new Word(start + from, (isOne ? stop : firstEnd) - start - from);
        last = isOne ? first : new Word(lastEnd + 1, stop - lastEnd - 1);
        return written != 0 && lastWritten != 0 && ends != 0 && lastEnds != 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryFarBorders(
        scoped ReadOnlySpan<byte> text, int start, int end, out Word first, out Word last)
    {
        var line = text[start..end].TrimEnd((byte)' ');
        var stop = start + line.Length;
        line = line.TrimStart((byte)' ');
        var from = stop - line.Length;
        var firstEnd = line.IndexOfAny(s_wordEnds.Characters);
        first = new Word(from, firstEnd < 0 ? line.Length : firstEnd);
        var lastEnd = line.LastIndexOfAny(s_wordEnds.Characters);
        last = new Word(from + lastEnd + 1, line.Length - lastEnd - 1);
        return !line.IsEmpty;
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

        ref var start = ref MemoryMarshal.GetReference(text);
        var breaks = s_breaks.Mask(ref start);
        var ends = (s_wordEnds.Mask(ref start) | breaks) & (ulong.MaxValue >> (Block - text.Length));
        if (ends == 0)
        {
            chain.Add(text);
            return;
        }

        var first = BitOperations.TrailingZeroCount(ends);
        var last = BitOperations.Log2(ends);
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
        var end = text.IndexOfAny(s_wordEnds.Characters);
        return end < 0 ? text : text[..end];
    }

    /// <summary>What stands behind the last blank or quote.</summary>
    internal static ReadOnlySpan<byte> LastWord(ReadOnlySpan<byte> text) =>
        text[(text.LastIndexOfAny(s_wordEnds.Characters) + 1)..];

    /// <summary>A word of a text.</summary>
    private readonly record struct Word(int Start, int Length);
}
