using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Asks the gates of all cut readings in one pass, so that a text that none of them wants pays for
/// one.</summary>
internal static class CutGate
{
    private const CutReadings All =
        CutReadings.Dense | CutReadings.Split | CutReadings.Codes | CutReadings.Base85;

    /// <summary>The readings that may find something, and from where on.</summary>
    [SkipLocalsInit]
    internal static CutPlaces Read(ReadOnlySpan<byte> text)
    {
        CutPlaces found = default;
        ref byte start = ref MemoryMarshal.GetReference(text);
        int at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += LaneMasks.Step)
        {
            var block = new LaneBlock(ref Unsafe.Add(ref start, at));
            if (block.IsDense)
            {
                Open(block, at, ref found);
                if (found.Readings == All)
                {
                    return found;
                }
            }
        }

        if (at < text.Length)
        {
            Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
            var block = new LaneBlock(ref LastBlock.Copy(text[at..], (byte)' ', last));
            if (block.IsDense)
            {
                Open(block, at, ref found);
            }
        }

        return found;
    }

    // What is open already is not asked again.
    private static void Open(in LaneBlock block, int at, ref CutPlaces found)
    {
        CutReadings known = found.Readings;
        found.Readings |= CutReadings.Dense;
        if ((known & CutReadings.Split) == 0 && SplitLanes.Lanes(block) != 0)
        {
            found.Readings |= CutReadings.Split;
            found.Split = at;
        }

        if ((known & CutReadings.Codes) == 0 && CharacterCodes.Lanes(block) != 0)
        {
            found.Readings |= CutReadings.Codes;
            found.Codes = at;
        }

        if ((known & CutReadings.Base85) == 0 && Base85Decoder.Lanes(block) != 0)
        {
            found.Readings |= CutReadings.Base85;
            found.Base85 = at;
        }
    }
}
