using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Sixty-four bytes of text as bit masks, one per kind of byte; bit i stands for byte i.</summary>
internal readonly struct ByteClasses
{
    /// <summary>How many bytes one instance describes.</summary>
    public const int Width = 64;

    /// <summary>Decimal digits.</summary>
    public readonly ulong Digits;

    /// <summary>ASCII letters.</summary>
    public readonly ulong Letters;

    /// <summary>Spaces.</summary>
    public readonly ulong Spaces;

    /// <summary>Dashes.</summary>
    public readonly ulong Dashes;

    /// <summary>Dots.</summary>
    public readonly ulong Dots;

    /// <summary>The characters that a WIF key starts with: 5, K, L.</summary>
    public readonly ulong WifStarts;

    /// <summary>Classifies 64 bytes, which must be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteClasses(ref byte text)
    {
        var low = Vector256.LoadUnsafe(ref text);
        var high = Vector256.LoadUnsafe(ref text, (nuint)Vector256<byte>.Count);
        Digits = Join(InRange(low, (byte)'0', 9), InRange(high, (byte)'0', 9));
        var toLower = Vector256.Create((byte)0x20);
        Letters = Join(InRange(low | toLower, (byte)'a', 25), InRange(high | toLower, (byte)'a', 25));
        Spaces = Join(Is(low, ' '), Is(high, ' '));
        Dashes = Join(Is(low, '-'), Is(high, '-'));
        Dots = Join(Is(low, '.'), Is(high, '.'));
        WifStarts = Join(InRange(low, (byte)'K', 1) | Is(low, '5'), InRange(high, (byte)'K', 1) | Is(high, '5'));
    }

    /// <summary>Classifies the last bytes of a text, fewer than 64.</summary>
    public static ByteClasses OfRest(ReadOnlySpan<byte> rest)
    {
        Span<byte> padded = stackalloc byte[Width];
        padded.Clear();
        rest.CopyTo(padded);
        return new ByteClasses(ref MemoryMarshal.GetReference(padded));
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Is(Vector256<byte> bytes, char character) =>
        Vector256.Equals(bytes, Vector256.Create((byte)character));
}
