using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text;

/// <summary>Reads the end of a text as a block of sixty-four bytes.</summary>
/// <remarks>
/// A short text has nearly as many last blocks as bytes to be looked at, once for every pass. Bytes that were just
/// copied in pieces are slow to be read as a whole; a load of what is there needs no copy.
/// </remarks>
internal static class LastBlock
{
    private const int Length = CharacterClasses.BlockLength;

    /// <summary>Where memory may end: the smallest page of any processor.</summary>
    private const int Page = 4096;

    /// <summary>The bytes of a text, and a filler behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe Vector512<byte> Load(ReadOnlySpan<byte> text, byte filler)
    {
        if (!Avx512BW.IsSupported)
        {
            return text.Length >= Length
                ? Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text)) : LoadInPage(text, filler);
        }

        fixed (byte* start = &MemoryMarshal.GetReference(text))
        {
            return Avx512BW.MaskLoad(
                start, LaneMasks.First(Math.Min(text.Length, Length)), Vector512.Create(filler));
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
    /// <remarks>Memory is there to the end of a page: what is read behind the text takes part in nothing.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static unsafe Vector512<byte> LoadInPage(ReadOnlySpan<byte> text, byte filler)
    {
        fixed (byte* start = &MemoryMarshal.GetReference(text))
        {
            return text.IsEmpty || ((nuint)start & (Page - 1)) > Page - Length
                ? LoadCopy(text, filler)
                : Vector512.ConditionalSelect(
                    LaneMasks.First(Math.Min(text.Length, Length)), Vector512.Load(start), Vector512.Create(filler));
        }
    }

    /// <summary>The same by way of a copy, for a text that ends with its page.</summary>
    internal static Vector512<byte> LoadCopy(ReadOnlySpan<byte> text, byte filler)
    {
        Span<byte> block = stackalloc byte[Length];
        block.Fill(filler);
        text[..Math.Min(text.Length, Length)].CopyTo(block);
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(block));
    }
}
