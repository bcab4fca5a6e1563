using System.Numerics;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Pieces;

/// <summary>Where <see cref="SplitChains"/> may lie.</summary>
internal readonly struct SplitLanes : ILaneGate
{
    /// <summary>What a chain is made of: its pieces and what stands between them.</summary>
    internal static readonly RunAlphabet Characters = new(
        [.. Enumerable.Range(0, 0x7F).Select(static character => (byte)character).Where(static character =>
            char.IsAsciiLetterOrDigit((char)character) || IsSeparator(character))]);

    private const int MaxAround = 160;
    private const int CaseChanges = 3;

    /// <inheritdoc/>
    /// <remarks>
    /// Digits and capitals in two lanes, a separator between them, and enough letters not to be a date or a number. One
    /// lane may have fewer of them where the other has more, and letters change their case: <c>uDkfv:z8BCq</c>. A chain
    /// is longer than two lanes: nothing else stands in sixteen bytes that reach into both.
    /// </remarks>
    public static ulong Lanes(in LaneBlock block)
    {
        if (block.Separators == 0)
        {
            return 0; // as in the midst of base64
        }

        var marks = LaneMasks.Counts(block.Digits | block.Capitals);
        var some = LaneMasks.AtLeast(marks, 2);
        var open = some & (some >> 8);
        if (open == 0)
        {
            return 0;
        }

        var odd = LaneMasks.Any(block.Odd);
        odd |= odd >> 8;
        open &= odd | ((open & ~odd) == 0 ? 0 : Parted(block, some));
        if (open == 0)
        {
            return 0; // numbers and words
        }

        var inChains = Characters.Mask(block.Bytes);
        var between = inChains & block.Separators;
        var separated = LaneMasks.Any(Junctions(between, ~block.Separators));
        open &= separated | (separated >> 8);
        if (open == 0)
        {
            return 0;
        }

        var spelled = some & LaneMasks.AtLeast(LaneMasks.Counts(between), 4); // A K I A
        var areSpelled = Both(spelled);
        open &= (areSpelled | odd) & (Both(LaneMasks.AtLeast(marks, 3) | spelled) | Uneven(block, marks));
        if (open == 0)
        {
            return 0;
        }

        var letters = LaneMasks.Counts(block.Capitals | block.Small);
        var lettered = LaneMasks.AtLeast(LaneMasks.WithNext(letters), 5) | areSpelled;
        return open & lettered & Chained(CharacterClasses.RunsOfSixteen(inChains));
    }

    // Texts in which letters change their case that often are rare.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Uneven(in LaneBlock block, ulong marks)
    {
        var caseChanges = (block.Capitals & (block.Small << 1)) | (block.Small & (block.Capitals << 1));
        return BitOperations.PopCount(caseChanges) < CaseChanges ? 0
            : LaneMasks.AtLeast(LaneMasks.WithNext(marks), 6)
                & LaneMasks.AtLeast(LaneMasks.WithNext(LaneMasks.Counts(caseChanges)), CaseChanges);
    }

    // Half of two lanes are separators.
    private static ulong Parted(in LaneBlock block, ulong some) =>
        Both(some & LaneMasks.AtLeast(LaneMasks.Counts(block.Separators), 4));

    // The lanes that have a bit, and the next of which has one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Both(ulong lanes) => lanes & (lanes >> 8);

    /// <summary>How much of what is before a stretch may belong to a chain in it.</summary>
    internal static int LengthBefore(ReadOnlySpan<byte> text)
    {
        text = text[Math.Max(0, text.Length - MaxAround)..];
        return text.Length - 1 - text.LastIndexOfAnyExcept(Characters.Characters);
    }

    /// <summary>The same of what is behind it.</summary>
    internal static int LengthBehind(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, MaxAround)];
        var length = text.IndexOfAnyExcept(Characters.Characters);
        return length < 0 ? text.Length : length;
    }

    // The lanes that sixteen bytes in a row reach into, and into the next as well.
    private static ulong Chained(ulong runs)
    {
        runs |= runs << 1;
        runs |= runs << 2;
        runs |= runs << 4;
        runs |= runs << 8;
        var chained = LaneMasks.Any(runs);
        return chained & (chained >> 8);
    }

    // The last separator behind a letter or digit and before another; quotes are between most of JSON's words. The sum
    // carries the first separator of a row to its end.
    private static ulong Junctions(ulong separators, ulong words) =>
        ((separators + (separators & (words << 1))) & ~separators & words) >> 1;

    /// <summary>True for what may stand between the pieces of a chain.</summary>
    internal static bool IsSeparator(byte character) =>
        character is > 0x20 and < 0x7F
            ? !char.IsAsciiLetterOrDigit((char)character)
                && character is not ((byte)'"' or (byte)'\'' or (byte)'=' or (byte)'<' or (byte)'>' or (byte)'{'
                    or (byte)'}' or (byte)'(' or (byte)')')
            : character is (byte)' ' or (byte)'\t';
}
