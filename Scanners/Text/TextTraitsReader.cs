using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text;

/// <summary>Reads all traits of a text in one vectorised pass: what plain text pays for every pass and
/// decoder.</summary>
internal static class TextTraitsReader
{
    /// <summary>The shortest run of base64 characters that is looked at.</summary>
    internal const int RunLength = 16;

    // More than a row of pairs that ends in this block can have in the block before without being found there.
    private const int Carried = 24;

    /// <summary>The traits of a text.</summary>
    internal static TextTraits Read(ReadOnlySpan<byte> text) => Read(text, []);

    /// <summary>The same; notes where the runs lie.</summary>
    /// <param name="text">The text.</param>
    /// <param name="blocks">Zeros, <see cref="RunBlocks.Size"/> of them; empty when nobody asks.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static TextTraits Read(ReadOnlySpan<byte> text, Span<ulong> blocks)
    {
        Vector512<byte> marks = default;
        Vector512<byte> signs = default;
        var found = TextTraits.None;
        ulong before = 0; // the characters of base64 in the block before
        ulong rows = 0; // beginnings of rows of pairs in the block before
        for (var at = 0; at < text.Length; at += CharacterClasses.BlockLength)
        {
            var bytes = LastBlock.LoadAt(text, at, CharacterClasses.Filler);
            marks |= CharacterClasses.Classify(
                bytes, ref signs, out var classes, out var base64, out var separators);
            if (HoldRun(before, base64))
            {
                found |= TextTraits.LongRun;
                if (!blocks.IsEmpty)
                {
                    RunBlocks.Add(blocks, at / CharacterClasses.BlockLength);
                }
            }

            var rowsBefore = rows;
            rows = MayHoldHalfRow(separators) ? HalfRows(Pairs(CharacterClasses.Hex(classes), separators)) : 0;
            if ((rows | rowsBefore) != 0 && HoldRow(text, at))
            {
                found |= TextTraits.HexPairs;
            }

            before = base64;
        }

        return CharacterClasses.Traits(marks, signs) | found;
    }

    // Within the block, or from the end of the one before on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HoldRun(ulong before, ulong block) => CharacterClasses.RunsOfSixteen(block) != 0
        | BitOperations.LeadingZeroCount(~before) + BitOperations.TrailingZeroCount(~block) >= RunLength;

    // The same.
    private static bool HoldRow(ReadOnlySpan<byte> text, int at) =>
        HoldsRow(text, at) || (at > 0 && HoldsRow(text, at - Carried));

    // More pairs in a row than a date with its time has.
    private static bool HoldsRow(ReadOnlySpan<byte> text, int at)
    {
        Vector512<byte> signs = default;
        _ = CharacterClasses.Classify(
            LastBlock.LoadAt(text, at, CharacterClasses.Filler), ref signs, out var classes, out _,
            out var separators);
        var pairs = Pairs(CharacterClasses.Hex(classes), separators);
        pairs &= pairs >> 3;
        pairs &= pairs >> 6;
        return (pairs & (pairs >> 9)) != 0;
    }

    // Two digits and a separator.
    private static ulong Pairs(ulong hex, ulong separators) => hex & (hex >> 1) & (separators >> 2);

    // Three separators at the distance of pairs, a digit before each: seldom in prose.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayHoldHalfRow(ulong separators)
    {
        separators &= ~(separators << 1);
        return (separators & (separators >> 3) & (separators >> 6)) != 0;
    }

    // However a row lies over the border of two blocks, three of its pairs are in one of them.
    private static ulong HalfRows(ulong pairs) => pairs & (pairs >> 3) & (pairs >> 6);
}
