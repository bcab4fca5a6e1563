using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Gates;

/// <summary>The letters and digits among sixty-four bytes of a text, as bit masks: what is first asked of every
/// block.</summary>
/// <param name="Digits">Decimal digits.</param>
/// <param name="Capitals">Capitals of ASCII.</param>
/// <param name="Small">Small letters of ASCII.</param>
internal readonly record struct LaneMarks(ulong Digits, ulong Capitals, ulong Small)
{
    private const int LeastMarks = 6;

    /// <summary>Those of a block, which must be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMarks Of(ref byte start)
    {
        var bytes = Vector512.LoadUnsafe(ref start);
        return new(
            LaneMasks.InRange(bytes, (byte)'0', (byte)'9'), LaneMasks.InRange(bytes, (byte)'A', (byte)'Z'),
            LaneMasks.InRange(bytes, (byte)'a', (byte)'z'));
    }

    /// <summary>False for a block that is not dense and has no dates, as most of prose.</summary>
    public bool MayBeDense => BitOperations.PopCount(Digits | Capitals) >= LeastMarks;

    /// <summary>False in the midst of base64: nothing separates pieces, and there are fewer digits than codes
    /// have.</summary>
    public bool MayOpen =>
        (Digits | Capitals | Small) != ulong.MaxValue || BitOperations.PopCount(Digits) >= CharacterCodes.MinDigits;

    /// <summary>The bytes of dates, as far as the block shows them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Times(ref byte start) =>
        BitOperations.PopCount(Digits) >= LaneMasks.DateDigits
            ? LaneMasks.Timestamps(Vector512.LoadUnsafe(ref start), Digits) : 0;

    /// <summary>True when there are as many digits and capitals as a cut secret has.</summary>
    /// <remarks>
    /// Twenty such bytes, one by one and laid over two blocks, are ten in one, and fewer when half of them are small
    /// letters. The capital that begins a word or a sentence is none of them: prose and headings have many.
    /// </remarks>
    /// <param name="times">The bytes of dates.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreDense(ulong times)
    {
        var capitals = Capitals & ~times;
        var marks = capitals | (Digits & ~times);
        // A capital at the end of a block begins a word for all that is seen of it.
        var beginWords = capitals & ~((marks | Small) << 1) & ((Small >> 1) | 1UL << 63) & ~(marks >> 2);
        return BitOperations.PopCount(marks & ~beginWords) >= LeastMarks;
    }
}
