using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Gates;

/// <summary>Sixty-four bytes of a text, and as bit masks what the gates of all cut readings ask about them.</summary>
/// <remarks>
/// Dates and times (ISO 8601) count as neither digits nor capitals: JSON and logs are full of them, and no secret looks
/// like one.
/// </remarks>
internal readonly ref struct LaneBlock
{
    private const int LeastMarks = 6;

    private readonly ref byte _start;

    /// <summary>Loads sixty-four bytes, which must be there.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="times">Those of dates.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneBlock(ref byte start, ulong times)
    {
        _start = ref start;
        Bytes = Vector512.LoadUnsafe(ref start);
        ulong digits = LaneMasks.InRange(Bytes, (byte)'0', (byte)'9');
        ulong capitals = LaneMasks.InRange(Bytes, (byte)'A', (byte)'Z');
        Small = LaneMasks.InRange(Bytes, (byte)'a', (byte)'z');
        Separators = ~(digits | capitals | Small);
        Digits = digits & ~times;
        Capitals = capitals & ~times;
    }

    /// <summary>The bytes.</summary>
    public Vector512<byte> Bytes { get; }

    /// <summary>Decimal digits, but for those of dates.</summary>
    public ulong Digits { get; }

    /// <summary>Capitals of ASCII, but for those of dates.</summary>
    public ulong Capitals { get; }

    /// <summary>Small letters of ASCII.</summary>
    public ulong Small { get; }

    /// <summary>What is neither letter nor digit.</summary>
    public ulong Separators { get; }

    /// <summary>What neither a number nor a word has: a letter or digit on its own or in the midst of others, two
    /// letters alone.</summary>
    /// <remarks>However a secret is cut, many of its bytes are such.</remarks>
    public ulong Odd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ulong words = ~Separators;
            ulong letters = Capitals | Small;
            ulong alone = letters & ~(words << 1) & ~((words >> 1) & (words >> 2));
            return alone | (Capitals & (words << 1)) | (Digits & ((letters << 1) | (letters >> 1)));
        }
    }

    /// <summary>One bit per byte that is the same as the first of some, of which there is at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong SameAs(ulong some) =>
        LaneMasks.Of(Bytes, Unsafe.Add(ref _start, BitOperations.TrailingZeroCount(some)));

    /// <summary>The bytes of dates in a block, as far as it shows them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Times(ref byte start)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref start);
        ulong digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
        return BitOperations.PopCount(digits) >= LaneMasks.DateDigits ? LaneMasks.Timestamps(bytes, digits) : 0;
    }

    /// <summary>False for a block that is not dense and has no dates, as most of prose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayBeDense(ref byte start)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref start);
        ulong marks = LaneMasks.InRange(bytes, (byte)'0', (byte)'9') | LaneMasks.InRange(bytes, (byte)'A', (byte)'Z');
        return BitOperations.PopCount(marks) >= LeastMarks;
    }

    /// <summary>True when there are as many digits and capitals as a cut secret has.</summary>
    /// <remarks>
    /// Twenty such bytes, one by one and laid over two blocks, are ten in one, and fewer when half of them are small
    /// letters. The capital that begins a word or a sentence is none of them: prose and headings have many.
    /// </remarks>
    public bool IsDense
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ulong marks = Capitals | Digits;
            // A capital at the end of a block begins a word for all that is seen of it.
            ulong beginWords = Capitals & ~((marks | Small) << 1) & ((Small >> 1) | 1UL << 63) & ~(marks >> 2);
            return BitOperations.PopCount(marks & ~beginWords) >= LeastMarks;
        }
    }
}
