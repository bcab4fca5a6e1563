using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>
/// Sixty-four bytes of text; tells by bit masks which of them are of a kind. Bit i stands for byte i.
/// </summary>
internal readonly ref struct ByteClasses
{
    /// <summary>How many bytes one instance describes.</summary>
    public const int Width = 64;

    private readonly Vector256<byte> _low;
    private readonly Vector256<byte> _high;

    /// <summary>Loads 64 bytes, which must be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteClasses(ref byte text)
    {
        _low = Vector256.LoadUnsafe(ref text);
        _high = Vector256.LoadUnsafe(ref text, (nuint)Vector256<byte>.Count);
    }

    /// <summary>Decimal digits.</summary>
    public ulong Digits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Join(InRange(_low, (byte)'0', 9), InRange(_high, (byte)'0', 9));
    }

    /// <summary>ASCII letters.</summary>
    public ulong Letters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var toLower = Vector256.Create((byte)0x20);
            return Join(InRange(_low | toLower, (byte)'a', 25), InRange(_high | toLower, (byte)'a', 25));
        }
    }

    /// <summary>The characters that a WIF key starts with: 5, K, L.</summary>
    public ulong WifStarts
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of('5') | Join(InRange(_low, (byte)'K', 1), InRange(_high, (byte)'K', 1));
    }

    /// <summary>One character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(char character)
    {
        var wanted = Vector256.Create((byte)character);
        return Join(Vector256.Equals(_low, wanted), Vector256.Equals(_high, wanted));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> InRange(Vector256<byte> bytes, byte first, byte width)
    {
        // A minimum and an equality are one instruction each without AVX-512; an unsigned comparison is not.
        var offset = bytes - Vector256.Create(first);
        return Vector256.Equals(Vector256.Min(offset, Vector256.Create(width)), offset);
    }
}
