using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Asks the gates of all cut readings in one pass, so that a text that none of them wants pays for
/// one.</summary>
internal static class CutGate
{
    /// <summary>The readings that may find something; where, is noted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lanes">Takes the lanes that are open, for a text of this length.</param>
    [SkipLocalsInit]
    internal static CutReadings Read(ReadOnlySpan<byte> text, CutLanes lanes)
    {
        lanes.Clear();
        CutReadings found = CutReadings.None;
        ref byte start = ref MemoryMarshal.GetReference(text);
        bool wasDense = false;
        bool wasAsked = true;
        int at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += LaneMasks.Step)
        {
            var block = new LaneBlock(ref Unsafe.Add(ref start, at));
            bool isDense = block.IsDense;
            if (isDense | wasDense)
            {
                // What a dense block shows may begin in the one before, and end in the one behind.
                found |= wasAsked ? CutReadings.Dense : AskBefore(text, at, lanes);
                found |= Ask(block, at, lanes);
            }

            wasAsked = isDense | wasDense;
            wasDense = isDense;
        }

        return at < text.Length ? found | ReadLast(text, at, wasDense, wasAsked, lanes) : found;
    }

    private static CutReadings ReadLast(
        ReadOnlySpan<byte> text, int at, bool wasDense, bool wasAsked, CutLanes lanes)
    {
        Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
        last.Fill((byte)' ');
        text[at..].CopyTo(last);
        var block = new LaneBlock(ref MemoryMarshal.GetReference(last));
        if (!block.IsDense && !wasDense)
        {
            return CutReadings.None;
        }

        CutReadings found = wasAsked ? CutReadings.Dense : AskBefore(text, at, lanes);
        return found | Ask(block, at, lanes);
    }

    private static CutReadings AskBefore(ReadOnlySpan<byte> text, int at, CutLanes lanes)
    {
        at -= LaneMasks.Step;
        return Ask(new LaneBlock(ref MemoryMarshal.GetReference(text[at..])), at, lanes);
    }

    private static CutReadings Ask(in LaneBlock block, int at, CutLanes lanes)
    {
        int index = at / LaneMasks.Step;
        CutReadings found = CutReadings.Dense;
        if (SplitLanes.Lanes(block) is var split && split != 0)
        {
            found |= CutReadings.Split;
            lanes.Split[index] = LaneMasks.Packed(split);
        }

        if (CharacterCodes.Lanes(block) is var codes && codes != 0)
        {
            found |= CutReadings.Codes;
            lanes.Codes[index] = LaneMasks.Packed(codes);
        }

        if (Base85Decoder.Lanes(block) is var base85 && base85 != 0)
        {
            found |= CutReadings.Base85;
            lanes.Base85[index] = LaneMasks.Packed(base85);
        }

        return found;
    }
}
