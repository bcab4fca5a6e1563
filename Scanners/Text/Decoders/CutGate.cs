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

    /// <summary>The readings that may find something.</summary>
    [SkipLocalsInit]
    internal static CutReadings Read(ReadOnlySpan<byte> text)
    {
        CutReadings found = CutReadings.None;
        ref byte start = ref MemoryMarshal.GetReference(text);
        int at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += LaneMasks.Step)
        {
            var block = new LaneBlock(ref Unsafe.Add(ref start, at));
            if (block.IsDense)
            {
                found |= Open(block, found);
                if (found == All)
                {
                    return found;
                }
            }
        }

        if (at < text.Length)
        {
            Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
            last.Fill((byte)' ');
            text[at..].CopyTo(last);
            var block = new LaneBlock(ref MemoryMarshal.GetReference(last));
            found |= block.IsDense ? Open(block, found) : CutReadings.None;
        }

        return found;
    }

    // What is open already is not asked again.
    private static CutReadings Open(in LaneBlock block, CutReadings known)
    {
        CutReadings found = CutReadings.Dense;
        if ((known & CutReadings.Split) == 0 && SplitLanes.Lanes(block) != 0)
        {
            found |= CutReadings.Split;
        }

        if ((known & CutReadings.Codes) == 0 && CharacterCodes.Lanes(block) != 0)
        {
            found |= CutReadings.Codes;
        }

        if ((known & CutReadings.Base85) == 0 && Base85Decoder.Lanes(block) != 0)
        {
            found |= CutReadings.Base85;
        }

        return found;
    }
}
