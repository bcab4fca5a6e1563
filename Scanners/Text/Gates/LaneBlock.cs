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
    private readonly ref byte _start;

    /// <summary>Loads sixty-four bytes, which must be there.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="marks">Their letters and digits.</param>
    /// <param name="times">The bytes of dates.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneBlock(ref byte start, in LaneMarks marks, ulong times)
    {
        _start = ref start;
        Small = marks.Small;
        Separators = ~(marks.Digits | marks.Capitals | marks.Small);
        Digits = marks.Digits & ~times;
        Capitals = marks.Capitals & ~times;
    }

    /// <summary>The bytes; loaded where they are asked for, as a vector that is kept here would be kept in
    /// memory.</summary>
    public Vector512<byte> Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.LoadUnsafe(ref _start);
    }

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
            var words = ~Separators;
            var letters = Capitals | Small;
            var alone = letters & ~(words << 1) & ~((words >> 1) & (words >> 2));
            return alone | (Capitals & (words << 1)) | (Digits & ((letters << 1) | (letters >> 1)));
        }
    }

    /// <summary>One bit per byte that is the same as the first of some, of which there is at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong SameAs(ulong some) =>
        LaneMasks.Of(Bytes, Unsafe.Add(ref _start, BitOperations.TrailingZeroCount(some)));
}
