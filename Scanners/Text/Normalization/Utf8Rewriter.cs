using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Runs a normalisation over UTF-8 text. Bytes that are not valid UTF-8 pass through as they are.</summary>
internal static class Utf8Rewriter
{
    private const int MaxPlainRun = 32; // bytes of a vector

    /// <summary>The most bytes a pass can make of <paramref name="length"/> bytes.</summary>
    internal static int MaxLength(int length) => checked(length * CharacterTable.MaxExpansion);

    /// <summary>The index of the first character the pass would change, or -1 when the text stays as it is.</summary>
    internal static int IndexOfChange<TPass>(ReadOnlySpan<byte> text)
        where TPass : struct, ICharacterPass
    {
        var at = 0;
        while (TPass.IndexOfCandidate(text[at..]) is var candidate and >= 0)
        {
            at += candidate;
            do
            {
                var length = Utf8Reader.Read(text, at, out var codePoint);
                if (TPass.TryMap(codePoint, out _))
                {
                    return at;
                }

                at += length;
            }
            while (at < text.Length && !IsPlain(text[at]));
        }

        return -1;
    }

    /// <summary>Writes the changed text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> of the text's length.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Rewrite<TPass>(ReadOnlySpan<byte> text, Span<byte> destination)
        where TPass : struct, ICharacterPass
    {
        var read = 0;
        var written = 0;
        while (true)
        {
            var candidate = TPass.IndexOfCandidate(text[read..]);
            var plain = candidate < 0 ? text.Length - read : candidate;
            text.Slice(read, plain).CopyTo(destination[written..]);
            written += plain;
            read += plain;
            if (candidate < 0)
            {
                return written;
            }

            // Single words of ASCII between others are copied here; a longer stretch is left to the vectorised search.
            var plainRun = 0;
            while (read < text.Length && plainRun < MaxPlainRun)
            {
                plainRun = CopyPlain(text[read..], destination[written..]);
                read += plainRun;
                written += plainRun;
                if (plainRun == MaxPlainRun || read == text.Length)
                {
                    break;
                }

                var length = Utf8Reader.Read(text, read, out var codePoint);
                written += TPass.TryMap(codePoint, out var replacement)
                    ? Put(replacement, destination[written..])
                    : Put(text.Slice(read, length), destination[written..]);
                read += length;
            }
        }
    }

    // At most the longest plain run; what is behind it may be written over.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyPlain(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (text.Length < MaxPlainRun || destination.Length < MaxPlainRun)
        {
            var length = 0;
            while (length < text.Length && length < MaxPlainRun && IsPlain(text[length]))
            {
                destination[length] = text[length];
                length++;
            }

            return length;
        }

        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text));
        bytes.StoreUnsafe(ref MemoryMarshal.GetReference(destination));
        var plain = (Vector256.LessThan(bytes - Vector256.Create((byte)0x20), Vector256.Create((byte)0x5F))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))).ExtractMostSignificantBits();
        return BitOperations.TrailingZeroCount(~plain);
    }

    // Printable ASCII and line feeds, which no pass changes.
    private static bool IsPlain(byte next) => next is (>= 0x20 and < 0x7F) or (byte)'\n';

    private static int Put(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            destination[i] = bytes[i];
        }

        return bytes.Length;
    }
}
