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

    // What a row of pairs, or a run, that ends in this block can have in the block before.
    private const int Carried = CharacterClasses.BlockLength - 24;

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
        TextTraits found = TextTraits.None;
        Members before = default;
        ulong rows = 0; // beginnings of rows of pairs in the block before
        for (int at = 0; at < text.Length; at += CharacterClasses.BlockLength)
        {
            Vector512<byte> bytes = LastBlock.LoadAt(text, at, CharacterClasses.Filler);
            marks |= CharacterClasses.Classify(
                bytes, ref signs, out ulong base64, out ulong words, out ulong hex, out ulong separators);
            var members = new Members(base64, words, hex, separators);
            if (HoldRun(before.Base64, base64))
            {
                found |= TextTraits.LongRun;
                if (!blocks.IsEmpty)
                {
                    RunBlocks.Add(blocks, at / CharacterClasses.BlockLength);
                }
            }

            ulong rowsBefore = rows;
            rows = HalfRows(Pairs(hex, separators));
            if ((rows | rowsBefore) != 0 && HoldRow(before, members))
            {
                found |= TextTraits.HexPairs;
            }

            before = members;
        }

        return CharacterClasses.Traits(marks, signs) | found;
    }

    // Within the block, or from the end of the one before on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HoldRun(ulong before, ulong block) => CharacterClasses.RunsOfSixteen(block) != 0
        | BitOperations.LeadingZeroCount(~before) + BitOperations.TrailingZeroCount(~block) >= RunLength;

    // More pairs in a row than a date with its time has.
    private static bool HoldRow(Members before, Members members) =>
        (Rows(Pairs(members.Hex, members.Separators)) | Rows(Pairs(
            Across(before.Hex, members.Hex), Across(before.Separators, members.Separators)))) != 0;

    private static ulong Across(ulong before, ulong after) =>
        (before >> Carried) | (after << (CharacterClasses.BlockLength - Carried));

    // Two digits and a separator.
    private static ulong Pairs(ulong hex, ulong separators) => hex & (hex >> 1) & (separators >> 2);

    // However a row lies over the border of two blocks, three of its pairs are in one of them.
    private static ulong HalfRows(ulong pairs) => pairs & (pairs >> 3) & (pairs >> 6);

    private static ulong Rows(ulong pairs)
    {
        pairs &= pairs >> 3;
        pairs &= pairs >> 6;
        return pairs & (pairs >> 9);
    }

    /// <summary>The classes of the bytes of a block.</summary>
    private readonly record struct Members(ulong Base64, ulong Words, ulong Hex, ulong Separators);
}
