using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Finds the bytes of any set of ASCII characters by two table look-ups for sixteen bytes.</summary>
/// <remarks>For each low half of a byte, one bit for every high half that makes it one of the set.</remarks>
internal readonly struct SignSet
{
    private const int HighHalves = 8;

    private readonly Vector128<byte> _byLow;
    private readonly Vector128<byte> _bitOfHigh;

    /// <summary>A set.</summary>
    /// <param name="signs">Its members, all ASCII.</param>
    public SignSet(IEnumerable<byte> signs)
    {
        Span<byte> byLow = stackalloc byte[Vector128<byte>.Count];
        Span<byte> bitOfHigh = stackalloc byte[Vector128<byte>.Count];
        byLow.Clear();
        bitOfHigh.Clear();
        foreach (byte sign in signs)
            byLow[sign & 0xF] |= (byte)(1 << (sign >> 4));
        for (int high = 0; high < HighHalves; high++)
            bitOfHigh[high] = (byte)(1 << high);
        _byLow = Vector128.Create<byte>(byLow);
        _bitOfHigh = Vector128.Create<byte>(bitOfHigh);
    }

    /// <summary>One bit for each of 64 bytes that is of the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong In(Vector512<byte> block)
    {
        Vector256<byte> lower = block.GetLower();
        Vector256<byte> upper = block.GetUpper();
        return In(lower.GetLower()) | ((ulong)In(lower.GetUpper()) << 16)
            | ((ulong)In(upper.GetLower()) << 32) | ((ulong)In(upper.GetUpper()) << 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint In(Vector128<byte> bytes)
    {
        Vector128<byte> of = Vector128.ShuffleNative(_byLow, bytes & Vector128.Create((byte)0x0F))
            & Vector128.ShuffleNative(_bitOfHigh, bytes >>> 4);
        return ~Vector128.Equals(of, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }
}
