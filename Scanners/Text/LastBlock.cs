using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text;

/// <summary>Reads the end of a text as a block of sixty-four bytes.</summary>
/// <remarks>
/// A short text has nearly as many last blocks as bytes to be looked at, once for every pass. Bytes that were just
/// copied in pieces are slow to be read as a whole; a masked load needs no copy.
/// </remarks>
internal static class LastBlock
{
    private const int Length = CharacterClasses.BlockLength;

    /// <summary>The bytes of a text, and a filler behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe Vector512<byte> Load(ReadOnlySpan<byte> text, byte filler)
    {
        if (!Avx512BW.IsSupported)
        {
            return LoadCopy(text, filler);
        }

        Vector512<byte> belongs = Vector512.LessThan(
            Vector512<byte>.Indices, Vector512.Create((byte)Math.Min(text.Length, Length)));
        fixed (byte* start = &MemoryMarshal.GetReference(text))
        {
            return Avx512BW.MaskLoad(start, belongs, Vector512.Create(filler));
        }
    }

    /// <summary>The sixty-four bytes from an offset on, of which the last may be missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<byte> LoadAt(ReadOnlySpan<byte> text, int at, byte filler) =>
        text.Length - at >= Length
            ? Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at) : Load(text[at..], filler);

    /// <summary>What <see cref="Load"/> gives, written to memory in one piece.</summary>
    /// <returns>The first of the sixty-four bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref byte Copy(ReadOnlySpan<byte> text, byte filler, Span<byte> block)
    {
        Load(text, filler).CopyTo(block);
        return ref MemoryMarshal.GetReference(block);
    }

    /// <summary>What <see cref="Load"/> gives where no load can be masked.</summary>
    internal static Vector512<byte> LoadCopy(ReadOnlySpan<byte> text, byte filler)
    {
        Span<byte> block = stackalloc byte[Length];
        block.Fill(filler);
        text[..Math.Min(text.Length, Length)].CopyTo(block);
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(block));
    }
}
