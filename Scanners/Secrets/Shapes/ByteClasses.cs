using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;

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
        get => LaneMasks.InRange(_bytes, (byte)'0', (byte)'9');
    }

    /// <summary>ASCII letters.</summary>
    public ulong Letters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => LaneMasks.Letters(_bytes);
    }

    /// <summary>The characters that a WIF key starts with: 5, K, L.</summary>
    public ulong WifStarts
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Of('5') | LaneMasks.InRange(_bytes, (byte)'K', (byte)'L');
    }

    /// <summary>One character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(char character) => LaneMasks.Of(_bytes, character);
}
