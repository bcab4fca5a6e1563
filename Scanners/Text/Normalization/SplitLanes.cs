using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Where <see cref="SplitChains"/> may lie.</summary>
internal readonly struct SplitLanes : ILaneGate
{
    /// <summary>What a chain is made of: its pieces and what stands between them.</summary>
    internal static readonly RunAlphabet Characters = new(
        [.. Enumerable.Range(0, 0x7F).Select(static character => (byte)character).Where(static character =>
            char.IsAsciiLetterOrDigit((char)character) || IsSeparator(character))]);

    /// <inheritdoc/>
    /// <remarks>
    /// Digits and capitals in two lanes, a separator between them, and enough letters not to be a date or a number. One
    /// lane may have fewer of them where the other has more, and letters change their case: <c>uDkfv:z8BCq</c>. A chain
    /// is longer than two lanes: nothing else stands in sixteen bytes that reach into both.
    /// </remarks>
    public static ulong Lanes(in LaneBlock block)
    {
        ulong inChains = Characters.Mask(block.Bytes);
        ulong runs = CharacterClasses.RunsOfSixteen(inChains);
        if (runs == 0)
        {
            return 0;
        }

        ulong letters = block.Capitals | block.Small;
        ulong marks = LaneMasks.Counts(block.Digits | block.Capitals);
        ulong between = inChains & block.Separators;
        ulong separators = LaneMasks.Counts(between);
        ulong spelled = LaneMasks.AtLeast(marks, 2) & LaneMasks.AtLeast(separators, 4); // A K I A
        ulong dense = LaneMasks.AtLeast(marks, 3) | spelled;
        ulong some = LaneMasks.AtLeast(marks, 2);
        ulong caseChanges = (block.Capitals & (block.Small << 1)) | (block.Small & (block.Capitals << 1));
        ulong uneven = some & (some >> 8) & LaneMasks.AtLeast(LaneMasks.WithNext(marks), 6)
            & LaneMasks.AtLeast(LaneMasks.WithNext(LaneMasks.Counts(caseChanges)), 3);
        ulong junctions = LaneMasks.Counts(Junctions(between, ~block.Separators));
        ulong separated = LaneMasks.AtLeast(LaneMasks.WithNext(junctions), 1);
        ulong lettered = LaneMasks.AtLeast(LaneMasks.WithNext(LaneMasks.Counts(letters)), 5);
        lettered |= spelled & (spelled >> 8);
        ulong open = ((dense & (dense >> 8)) | uneven) & separated & lettered;
        return open == 0 ? 0 : open & Chained(runs);
    }

    // The lanes that sixteen bytes in a row reach into, and into the next as well.
    private static ulong Chained(ulong runs)
    {
        runs |= runs << 1;
        runs |= runs << 2;
        runs |= runs << 4;
        runs |= runs << 8;
        ulong chained = LaneMasks.AtLeast(LaneMasks.Counts(runs), 1);
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
