using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipelock.Scanners.Text.Gates;

/// <summary>Looks up the halves of sixty-four bytes, each a number below sixteen, in tables.</summary>
/// <remarks>
/// The one place that chooses how: a shuffle of all sixty-four bytes needs AVX-512, and what <see cref="Vector512"/>
/// does without it is many times slower than a shuffle of each half.
/// </remarks>
internal static class NibbleTable
{
    /// <summary>A table as the look-up takes it.</summary>
    internal static Vector512<byte> Of(ReadOnlySpan<byte> entries) =>
        Vector512.Create(Vector256.Create(Vector128.Create(entries)));

    /// <summary>The bits that the entries of both halves of a byte share.</summary>
    /// <param name="low">The table of the low halves.</param>
    /// <param name="high">The table of the high halves.</param>
    /// <param name="bytes">The bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<byte> LookUp(Vector512<byte> low, Vector512<byte> high, Vector512<byte> bytes)
    {
        if (Avx512BW.IsSupported)
        {
            return Avx512BW.Shuffle(low, bytes & Vector512.Create((byte)0x0F))
                & Avx512BW.Shuffle(high, (bytes.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)0x0F));
        }

        return Vector512.Create(
            LookUp(low.GetLower(), high.GetLower(), bytes.GetLower()),
            LookUp(low.GetLower(), high.GetLower(), bytes.GetUpper()));
    }

    /// <summary>One bit per byte for which they share any.</summary>
    /// <param name="low">The table of the low halves.</param>
    /// <param name="high">The table of the high halves.</param>
    /// <param name="bytes">The bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mask(Vector512<byte> low, Vector512<byte> high, Vector512<byte> bytes) =>
        Vector512.IsHardwareAccelerated
            ? ~LaneMasks.Of(LookUp(low, high, bytes), 0)
            : ~LaneMasks.Mask(
                Vector256.Equals(LookUp(low.GetLower(), high.GetLower(), bytes.GetLower()), Vector256<byte>.Zero),
                Vector256.Equals(LookUp(low.GetLower(), high.GetLower(), bytes.GetUpper()), Vector256<byte>.Zero));

    /// <summary>The same for half as many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mask(Vector256<byte> low, Vector256<byte> high, Vector256<byte> bytes) =>
        ~Vector256.Equals(LookUp(low, high, bytes), Vector256<byte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LookUp(Vector256<byte> low, Vector256<byte> high, Vector256<byte> bytes) =>
        Entries(low, bytes & Vector256.Create((byte)0x0F))
            & Entries(high, (bytes.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Entries(Vector256<byte> table, Vector256<byte> halves) =>
        Avx2.IsSupported
            ? Avx2.Shuffle(table, halves)
            : Vector256.Create(
                Vector128.ShuffleNative(table.GetLower(), halves.GetLower()),
                Vector128.ShuffleNative(table.GetLower(), halves.GetUpper()));
}
