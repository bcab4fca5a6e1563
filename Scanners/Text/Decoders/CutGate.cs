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
                found |= Open(block);
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
            found |= block.IsDense ? Open(block) : CutReadings.None;
        }

        return found;
    }

    private static CutReadings Open(in LaneBlock block) =>
        CutReadings.Dense
        | (SplitChains.Lanes(block) != 0 ? CutReadings.Split : CutReadings.None)
        | (CharacterCodes.Lanes(block) != 0 ? CutReadings.Codes : CutReadings.None)
        | (Base85Decoder.Lanes(block) != 0 ? CutReadings.Base85 : CutReadings.None);
}
