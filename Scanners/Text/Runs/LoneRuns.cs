using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>
/// Tells whether a run of base64 characters shows by itself what it does not show as a part of a longer one.
/// </summary>
/// <remarks>
/// In a longer run text is found from any place on, and compressed data only at the start; what is short counts as text
/// only where nothing else stands beside it. The same goes for the run read backwards and with shifted letters.
/// </remarks>
internal static class LoneRuns
{
    /// <summary>As long as the longest run that is looked at here; longer ones may show more.</summary>
    internal const int MaxLength = CharacterClasses.BlockLength - 1;

    // Text may begin at any of the four digits of a group.
    private const ulong Starts = 0b1111;

    /// <summary>False when nothing is lost if the run is read as a part of a longer one alone.</summary>
    [SkipLocalsInit]
    internal static bool MayShowMore(ReadOnlySpan<byte> run)
    {
        // A plus sign may be a blank, and end the run.
        if (run.Length is < TextTraitsReader.RunLength or > MaxLength || run.ContainsAnyExcept(AsciiSets.Base64Url))
            return true;

        Span<byte> block = stackalloc byte[CharacterClasses.BlockLength];
        run.CopyTo(block);
        if (MayBegin(block, run.Length))
            return true;

        block[..run.Length].Reverse();
        if (MayBegin(block, run.Length))
            return true;

        MirroredRuns.Shift(run, block);
        return MayBegin(block, run.Length);
    }

    // A place is judged by fewer characters than a run has; what stands behind it in the block does not matter.
    private static bool MayBegin(ReadOnlySpan<byte> block, int length) =>
        (Base64Decoder.Places(ref MemoryMarshal.GetReference(block)) & Starts) != 0
        || CompressedRuns.PlaceIn<Base64Decoder>(new EncodedRun(block, length), hasMark: true) >= 0;
}
