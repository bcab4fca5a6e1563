using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Gates;

/// <summary>Looks for places at which encoded text can begin, sixty-four bytes at a time.</summary>
internal static class GroupGate
{
    /// <summary>One bit per alignment, counted from the start of a run, at which there is such a place.</summary>
    /// <param name="run">The run.</param>
    /// <param name="alignments">How many there are: 4 or 8.</param>
    internal static uint Alignments<TGate>(in EncodedRun run, int alignments)
        where TGate : struct, IGroupGate
    {
        var places = run.Length - TGate.Reach + 1;
        if (places <= 0)
        {
            return 0;
        }

        if (run.Length > CharacterClasses.BlockLength || run.Text.Length < CharacterClasses.BlockLength)
        {
            return (uint)Fold<TGate>(run.Bytes, alignments);
        }

        var found = TGate.Places(ref MemoryMarshal.GetReference(run.Text));
        return (uint)Narrow(found & ((1UL << places) - 1), alignments);
    }

    [SkipLocalsInit]
    private static ulong Fold<TGate>(ReadOnlySpan<byte> text, int width)
        where TGate : struct, IGroupGate
    {
        // Blocks overlap so that each place lies in one of them whole; the step keeps the alignment.
        var step = (CharacterClasses.BlockLength - TGate.Reach) & ~7;
        var all = (1UL << width) - 1;
        ulong found = 0;
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += step)
        {
            found |= Narrow(TGate.Places(ref Unsafe.Add(ref start, at)), width);
            if (found == all)
            {
                return found;
            }
        }

        if (text.Length - at >= TGate.Reach)
        {
            Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
            found |= Narrow(TGate.Places(ref LastBlock.Copy(text[at..], CharacterClasses.Filler, last)), width);
        }

        return found;
    }

    private static ulong Narrow(ulong places, int width)
    {
        for (var half = CharacterClasses.BlockLength / 2; half >= width && places != 0; half /= 2)
        {
            places = (places | (places >> half)) & ((1UL << half) - 1);
        }

        return places;
    }
}
