using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Gates;

/// <summary>Sixty-four bytes as bit masks, and what their lanes of eight bytes have of them.</summary>
/// <remarks>
/// Where vectors are shorter, the halves are asked by themselves: what <see cref="Vector512"/> does there is made of so
/// many small methods that a compiler gives up putting them in place in the midst of a longer one.
/// </remarks>
internal static class LaneMasks
{
    private const ulong Ones = 0x0101010101010101;

    /// <summary>How far blocks are apart: three lanes in a row lie in one of them whole.</summary>
    internal const int Step = CharacterClasses.BlockLength - 16;

    /// <summary>The highest bit of each lane.</summary>
    internal const ulong Highest = 0x8080808080808080;

    /// <summary>One bit per byte in a range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong InRange(Vector512<byte> bytes, byte first, byte last) =>
        Vector512.IsHardwareAccelerated
            ? Vector512.LessThanOrEqual(bytes - Vector512.Create(first), Vector512.Create((byte)(last - first)))
                .ExtractMostSignificantBits()
            : Mask(InRange(bytes.GetLower(), first, last), InRange(bytes.GetUpper(), first, last));

    /// <summary>One bit per byte in a range, of the first bytes alone: where half a block has them all, of that
    /// half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong InRangeOfFirst(Vector512<byte> bytes, int count, byte first, byte last) =>
        (!Vector512.IsHardwareAccelerated && count <= Vector256<byte>.Count
            ? InRange(bytes.GetLower(), first, last).ExtractMostSignificantBits()
            : InRange(bytes, first, last)) & (ulong.MaxValue >> (CharacterClasses.BlockLength - count));

    // A minimum and an equality are one instruction each; an unsigned comparison is not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> InRange(Vector256<byte> bytes, byte first, byte last)
    {
        var offset = bytes - Vector256.Create(first);
        return Vector256.Equals(Vector256.Min(offset, Vector256.Create((byte)(last - first))), offset);
    }

    /// <summary>The highest bit of each byte of two halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mask(Vector256<byte> lower, Vector256<byte> upper) =>
        lower.ExtractMostSignificantBits() | ((ulong)upper.ExtractMostSignificantBits() << Vector256<byte>.Count);

    /// <summary>One bit per ASCII letter of either case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Letters(Vector512<byte> bytes) => InRangeOfEitherCase(bytes, (byte)'a', (byte)'z');

    /// <summary>One bit per ASCII letter in a range, small or capital.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong InRangeOfEitherCase(Vector512<byte> bytes, byte first, byte last)
    {
        const byte Small = 0x20;
        return Vector512.IsHardwareAccelerated
            ? InRange(bytes | Vector512.Create(Small), first, last)
            : Mask(
                InRange(bytes.GetLower() | Vector256.Create(Small), first, last),
                InRange(bytes.GetUpper() | Vector256.Create(Small), first, last));
    }

    /// <summary>All bits of each of the first bytes of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<byte> First(int count) =>
        Vector512.LessThan(Places.AsSByte(), Vector512.Create((sbyte)count)).AsByte();

    /// <summary>The same from a place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<byte> Stretch(int start, int count) => First(start + count) & ~First(start);

    // Vector512<byte>.Indices is a loop where vectors are shorter.
    private static Vector512<byte> Places
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated
            ? Vector512<byte>.Indices
            : Vector512.Create(
                Vector256<byte>.Indices, Vector256<byte>.Indices + Vector256.Create((byte)Vector256<byte>.Count));
    }

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

    /// <summary>The highest bit of each lane that has a bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Any(ulong mask) => (((mask & ~Highest) + ~Highest) | mask) & Highest;

    /// <summary>The highest bit of each lane, the first lane's lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte Packed(ulong highest) => (byte)(((highest & Highest) >> 7) * 0x0102040810204080 >> 56);

    /// <summary>The number of each lane and of the next one together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong WithNext(ulong counts) => counts + (counts >> 8);

    /// <summary>A block with fewer digits holds no date.</summary>
    internal const int DateDigits = 8;

    /// <summary>The bytes of dates, and of times behind them (ISO 8601, RFC 3339).</summary>
    /// <remarks>A time counts when its day and month are in the block; the year may lie before it.</remarks>
    /// <param name="bytes">The block.</param>
    /// <param name="digits">Its decimal digits.</param>
    internal static ulong Timestamps(Vector512<byte> bytes, ulong digits)
    {
        var dashes = Of(bytes, '-');
        if (dashes == 0)
        {
            return 0;
        }

        var two = digits & (digits >> 1);
        var days = two & (dashes >> 2) & (two >> 3);
        if (days == 0)
        {
            return 0;
        }

        // From the year 1000 to the year 2999; from the month of a time on.
        var dates = InRange(bytes, (byte)'1', (byte)'2') & ~(digits << 1)
            & two & (two >> 2) & (dashes >> 4) & (days >> 5) & ~(digits >> 10);
        var colons = Of(bytes, ':');
        var minutes = days & (two >> 6) & (colons >> 8) & (two >> 9);
        if (minutes == 0)
        {
            return Eights(dates | (dates << 2));
        }

        minutes &= (Of(bytes, 'T') | Of(bytes, ' ')) >> 5;
        var seconds = minutes & (colons >> 11) & (two >> 12);
        var zones = seconds & (Of(bytes, 'Z') >> 14);
        var fractions = seconds & (Of(bytes, '.') >> 14) & (digits >> 15);
        return Eights(dates | (dates << 2) | minutes | (minutes << 3) | (seconds << 6) | (zones << 7))
            | (fractions == 0 ? 0 : Fractions(bytes, digits, fractions << 15));
    }

    // The sum carries each first digit to the end of its row.
    private static ulong Fractions(Vector512<byte> bytes, ulong digits, ulong starts)
    {
        var ends = digits + starts;
        return (digits & ~ends) | (ends & ~digits & Of(bytes, 'Z'));
    }

    // Eight bits from each bit on.
    private static ulong Eights(ulong starts)
    {
        starts |= starts << 1;
        starts |= starts << 2;
        return starts | (starts << 4);
    }

    /// <summary>One bit per byte that is this character of ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Of(Vector512<byte> bytes, char character) => Of(bytes, (byte)character);

    /// <summary>One bit per byte that has this value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Of(Vector512<byte> bytes, byte value) =>
        Vector512.IsHardwareAccelerated
            ? Vector512.Equals(bytes, Vector512.Create(value)).ExtractMostSignificantBits()
            : Mask(
                Vector256.Equals(bytes.GetLower(), Vector256.Create(value)),
                Vector256.Equals(bytes.GetUpper(), Vector256.Create(value)));
}
