using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Copies what stands between the marks of an encoding.</summary>
/// <remarks>Escapes stand close to each other where there are many: a search and a copy for each would cost more than
/// to undo it.</remarks>
internal static class PlainCopy
{
    /// <summary>Copies what stands before the first mark, or all of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mark">The byte that every escape begins with.</param>
    /// <param name="destination">At least as long as the text; what is behind the copy may be written over.</param>
    /// <returns>How many bytes that is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Until(ReadOnlySpan<byte> text, byte mark, Span<byte> destination)
    {
        if (text.Length >= Vector256<byte>.Count && destination.Length >= Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text));
            bytes.StoreUnsafe(ref MemoryMarshal.GetReference(destination));
            var marks = Vector256.Equals(bytes, Vector256.Create(mark)).ExtractMostSignificantBits();
            if (marks != 0)
            {
                return BitOperations.TrailingZeroCount(marks);
            }
        }

        return UntilFar(text, mark, destination);
    }

    /// <summary>Copies the first bytes of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many.</param>
    /// <param name="destination">At least as long as these; what is behind the copy may be written over.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void First(ReadOnlySpan<byte> text, int length, Span<byte> destination)
    {
        if (length <= Vector256<byte>.Count && text.Length >= Vector256<byte>.Count
            && destination.Length >= Vector256<byte>.Count)
        {
            Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text))
                .StoreUnsafe(ref MemoryMarshal.GetReference(destination));
        }
        else
        {
            text[..length].CopyTo(destination);
        }
    }

    private static int UntilFar(ReadOnlySpan<byte> text, byte mark, Span<byte> destination)
    {
        var length = text.IndexOf(mark);
        var plain = length < 0 ? text : text[..length];
        plain.CopyTo(destination);
        return plain.Length;
    }
}
