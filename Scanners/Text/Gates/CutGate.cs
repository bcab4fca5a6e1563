using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Text.Gates;

/// <summary>Asks the gates of all cut readings in one pass, so that a text that none of them wants pays for
/// one.</summary>
internal static class CutGate
{
    private const int LastTwo = 1 << (LaneMasks.Step / 8);

    /// <summary>The readings that may find something; where, is noted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="wanted">All of them, or base85 alone.</param>
    /// <param name="lanes">Takes the lanes that are open, for a text of this length.</param>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining)]
    internal static CutReadings Read(ReadOnlySpan<byte> text, CutReadings wanted, CutLanes lanes)
    {
        lanes.Clear();
        var found = CutReadings.None;
        ref var start = ref MemoryMarshal.GetReference(text);
        var wasDense = false;
        var wasAsked = true;
        ulong times = 0;
        var at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += LaneMasks.Step)
        {
            ref var bytes = ref Unsafe.Add(ref start, at);
            var marks = LaneMarks.Of(ref bytes);
            if (!wasDense && !marks.MayBeDense)
            {
                wasAsked = false;
                times = 0;
                continue;
            }

            times |= marks.Times(ref bytes);
            var isDense = marks.AreDense(times);
            if (isDense | wasDense)
            {
                // What a dense block shows may begin in the one before, and end in the one behind.
                found |= wasAsked ? CutReadings.Dense : AskBefore(text, at, wanted, lanes);
                found |= marks.MayOpen ? Ask(ref bytes, marks, times, at, wanted, lanes) : CutReadings.Dense;
            }

            wasAsked = isDense | wasDense;
            wasDense = isDense;
            times >>= LaneMasks.Step;
        }

        return at < text.Length ? found | ReadLast(text, at, times, wasDense, wasAsked, wanted, lanes) : found;
    }

    private static CutReadings ReadLast(
        ReadOnlySpan<byte> text, int at, ulong times, bool wasDense, bool wasAsked, CutReadings wanted,
        in CutLanes lanes)
    {
        Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
        ref var bytes = ref LastBlock.Copy(text[at..], (byte)' ', last);
        var marks = LaneMarks.Of(ref bytes);
        times |= marks.Times(ref bytes);
        if (!marks.AreDense(times) && !wasDense)
        {
            return CutReadings.None;
        }

        var found = wasAsked ? CutReadings.Dense : AskBefore(text, at, wanted, lanes);
        return found | Ask(ref bytes, marks, times, at, wanted, lanes);
    }

    private static CutReadings AskBefore(ReadOnlySpan<byte> text, int at, CutReadings wanted, in CutLanes lanes)
    {
        at -= LaneMasks.Step;
        ref var bytes = ref MemoryMarshal.GetReference(text[at..]);
        var marks = LaneMarks.Of(ref bytes);
        return Ask(ref bytes, marks, marks.Times(ref bytes), at, wanted, lanes);
    }

    // Loads the block again: one that is passed on would be kept in memory by the loop.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CutReadings Ask(
        ref byte bytes, LaneMarks marks, ulong times, int at, CutReadings wanted, in CutLanes lanes)
    {
        var block = new LaneBlock(ref bytes, marks, times);
        var index = at / LaneMasks.Step;
        var found = CutReadings.Dense;
        if (Base85Decoder.Lanes(block) is var base85 && base85 != 0)
        {
            found |= CutReadings.Base85;
            lanes.Base85[index] = LaneMasks.Packed(base85);
        }

        if (wanted != CutReadings.All)
        {
            return found;
        }

        // The last two lanes are the first of the block behind, which sees what follows them.
        var split = (byte)(LaneMasks.Packed(SplitLanes.Lanes(block)) & ~LastTwo);
        if (split != 0)
        {
            found |= CutReadings.Split;
            lanes.Split[index] = split;
        }

        if (CharacterCodes.Lanes(block) is var codes && codes != 0)
        {
            found |= CutReadings.Codes;
            lanes.Codes[index] = LaneMasks.Packed(codes);
        }

        return found;
    }
}
