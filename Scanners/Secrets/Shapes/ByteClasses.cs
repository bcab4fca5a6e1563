using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>
/// Sixty-four bytes of text; tells by bit masks which of them are of a kind. Bit i stands for byte i.
/// </summary>
internal readonly ref struct ByteClasses
{
    /// <summary>How many bytes one instance describes.</summary>
    public const int Width = 64;

    private readonly Vector512<byte> _bytes;

    /// <summary>Loads 64 bytes, which must be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteClasses(ref byte text) => _bytes = Vector512.LoadUnsafe(ref text);

    /// <summary>Classifies the bytes of a text from an offset on, and zeros behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteClasses(ReadOnlySpan<byte> text, int at) => _bytes = LastBlock.LoadAt(text, at, 0);

    /// <summary>Decimal digits.</summary>
    public ulong Digits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => InRange(_bytes, (byte)'0', 9);
    }

    /// <summary>ASCII letters.</summary>
    public ulong Letters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => InRange(_bytes | Vector512.Create((byte)0x20), (byte)'a', 25);
    }

    /// <summary>The characters that a WIF key starts with: 5, K, L.</summary>
    public ulong WifStarts
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of('5') | InRange(_bytes, (byte)'K', 1);
    }

    /// <summary>One character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(char character) =>
        Vector512.Equals(_bytes, Vector512.Create((byte)character)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong InRange(Vector512<byte> bytes, byte first, byte width)
    {
        var offset = bytes - Vector512.Create(first);
        if (Vector512.IsHardwareAccelerated)
            return Vector512.LessThanOrEqual(offset, Vector512.Create(width)).ExtractMostSignificantBits();
        // A minimum and an equality are one instruction each without AVX-512; an unsigned comparison is not.
        return Vector512.Equals(Vector512.Min(offset, Vector512.Create(width)), offset).ExtractMostSignificantBits();
    }
}
