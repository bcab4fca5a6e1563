using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Sixty-four bytes as bit masks, and what their lanes of eight bytes have of them.</summary>
internal static class LaneMasks
{
    private const ulong Ones = 0x0101010101010101;

    /// <summary>The highest bit of each lane.</summary>
    internal const ulong Highest = 0x8080808080808080;

    /// <summary>One bit per byte in a range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong InRange(Vector512<byte> bytes, byte first, byte last) =>
        Vector512.LessThanOrEqual(bytes - Vector512.Create(first), Vector512.Create((byte)(last - first)))
            .ExtractMostSignificantBits();

    /// <summary>One bit per ASCII letter of either case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Letters(Vector512<byte> bytes) =>
        InRange(bytes | Vector512.Create((byte)0x20), (byte)'a', (byte)'z');

    /// <summary>How many bits each lane has, as eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Counts(ulong mask)
    {
        mask -= (mask >> 1) & 0x5555555555555555;
        mask = (mask & 0x3333333333333333) + ((mask >> 2) & 0x3333333333333333);
        return (mask + (mask >> 4)) & 0x0F0F0F0F0F0F0F0F;
    }

    /// <summary>The highest bit of each lane whose number is at least this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong AtLeast(ulong counts, int least) => (counts + (Ones * (ulong)(0x80 - least))) & Highest;

    /// <summary>The number of each lane and of the next one together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong WithNext(ulong counts) => counts + (counts >> 8);

    /// <summary>True when some sixty-four bytes have as many digits and capitals as a cut secret has.</summary>
    /// <remarks>
    /// Twenty such bytes, one by one and laid over two blocks, are ten in one, and fewer when half of them are small
    /// letters. The capital that begins a word or a sentence is none of them: prose and headings have many.
    /// </remarks>
    [SkipLocalsInit]
    internal static bool HasDenseBlock(ReadOnlySpan<byte> text)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        int at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += CharacterClasses.BlockLength)
        {
            if (IsDense(ref Unsafe.Add(ref start, at)))
            {
                return true;
            }
        }

        Span<byte> last = stackalloc byte[CharacterClasses.BlockLength];
        last.Fill((byte)' ');
        text[at..].CopyTo(last);
        return IsDense(ref MemoryMarshal.GetReference(last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDense(ref byte block)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
        ulong capitals = InRange(bytes, (byte)'A', (byte)'Z');
        ulong small = InRange(bytes, (byte)'a', (byte)'z');
        ulong digits = InRange(bytes, (byte)'0', (byte)'9');
        ulong marks = capitals | digits;
        // A capital at the end of a block begins a word for all that is seen of it.
        ulong beginWords = capitals & ~((marks | small) << 1) & ((small >> 1) | 1UL << 63) & ~(marks >> 2);
        return BitOperations.PopCount(marks & ~beginWords) >= 6;
    }
}
