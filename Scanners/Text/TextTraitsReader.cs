using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    [SkipLocalsInit]
    internal static TextTraits Read(ReadOnlySpan<byte> text, Span<ulong> blocks)
    {
        Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
        Vector512<byte> marks = default;
        TextTraits found = TextTraits.None;
        Members before = default;
        bool mayRunOn = false;
        bool mayPairOn = false;
        for (int at = 0; at < text.Length; at += CharacterClasses.BlockLength)
        {
            scoped ref byte block = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
            if (text.Length - at < CharacterClasses.BlockLength)
            {
                block = ref LastBlock.Copy(text[at..], CharacterClasses.Filler, last);
            }

            marks |= CharacterClasses.Classify(
                ref block, out ulong base64, out ulong words, out ulong hex, out ulong separators);
            var members = new Members(base64, words, hex, separators);
            bool mayHoldRun = CharacterClasses.MayHoldRun(base64);
            if (mayHoldRun | mayRunOn)
            {
                found |= ReadRuns(before, members, found, at / CharacterClasses.BlockLength, blocks);
            }

            // Of a row that lies in two blocks, three pairs stand in one of them.
            ulong pairs = Pairs(hex, separators);
            bool mayHoldPairs = (pairs & (pairs >> 3) & (pairs >> 6)) != 0;
            if ((mayHoldPairs | mayPairOn) && HoldRow(before, members))
            {
                found |= TextTraits.HexPairs;
            }

            mayRunOn = mayHoldRun;
            mayPairOn = mayHoldPairs;
            before = members;
        }

        return CharacterClasses.Traits(marks) | found;
    }

    // What was found is not looked for again, but for the places of runs, where they are asked for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TextTraits ReadRuns(
        Members before, Members members, TextTraits found, int block, Span<ulong> blocks)
    {
        if (((found & TextTraits.LongRun) == 0 || !blocks.IsEmpty) && HoldRun(before.Base64, members.Base64))
        {
            found |= TextTraits.LongRun;
            if (!blocks.IsEmpty)
            {
                RunBlocks.Add(blocks, block);
            }
        }

        if ((found & TextTraits.WordRun) == 0 && HoldRun(before.Words, members.Words))
        {
            found |= TextTraits.WordRun;
        }

        if ((found & TextTraits.HexRun) == 0 && HoldRun(before.Hex, members.Hex))
        {
            found |= TextTraits.HexRun;
        }

        int atEnd = BitOperations.LeadingZeroCount(~before.Base64);
        if (atEnd + BitOperations.TrailingZeroCount(~members.Base64) >= CharacterClasses.BlockLength)
        {
            found |= TextTraits.VeryLongRun;
        }

        return found;
    }

    private static bool HoldRun(ulong before, ulong block) =>
        (CharacterClasses.RunsOfSixteen(block) | CharacterClasses.RunsOfSixteen(Across(before, block))) != 0;

    // More pairs in a row than a date with its time has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HoldRow(Members before, Members members) =>
        Row(Pairs(members.Hex, members.Separators)) || Row(Pairs(
            Across(before.Hex, members.Hex), Across(before.Separators, members.Separators)));

    private static ulong Across(ulong before, ulong after) =>
        (before >> Carried) | (after << (CharacterClasses.BlockLength - Carried));

    // Two digits and a separator.
    private static ulong Pairs(ulong hex, ulong separators) => hex & (hex >> 1) & (separators >> 2);

    private static bool Row(ulong pairs)
    {
        pairs &= pairs >> 3;
        pairs &= pairs >> 6;
        return (pairs & (pairs >> 9)) != 0;
    }

    /// <summary>The classes of the bytes of a block.</summary>
    private readonly record struct Members(ulong Base64, ulong Words, ulong Hex, ulong Separators);
}
