using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Tells a decoding that gave text from one that gave noise because nothing was encoded.</summary>
/// <remarks>
/// Sixteen text bytes in a row come up by chance once in ten million positions of random bytes, so images and hashes
/// are
/// dropped at the cost of one pass, and a secret in the midst of noise (a run glued to other letters) is kept.
/// </remarks>
internal static class DecodedBytes
{
    /// <summary>What is shorter is noise.</summary>
    internal const int MinLength = 8;

    /// <summary>Judges the outcome of a decoding.</summary>
    internal static DecodedKind Judge(ReadOnlySpan<byte> bytes) =>
        bytes.Length < MinLength ? DecodedKind.Noise
        : IsText(bytes) ? DecodedKind.Text
        : HasTextRun(bytes) ? DecodedKind.Mixed
        : DecodedKind.Noise;

    private static bool IsText(ReadOnlySpan<byte> bytes) =>
        IsShortAscii(bytes) || (Utf8.IsValid(bytes) && !HasControl(bytes));

    // Most of what is decoded is a short text of ASCII: two vectors, laid over each other in its midst.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsShortAscii(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Vector128<byte>.Count || bytes.Length > 2 * Vector128<byte>.Count)
        {
            return false;
        }

        ref var start = ref MemoryMarshal.GetReference(bytes);
        var first = Vector128.LoadUnsafe(ref start);
        var last = Vector128.LoadUnsafe(ref start, (nuint)(bytes.Length - Vector128<byte>.Count));
        return (TextBytes(first) & TextBytes(last)) == Vector128<byte>.AllBitsSet;
    }

    /// <summary>All bits of each byte that is printable ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<byte> Printable(Vector128<byte> bytes) =>
        Vector128.LessThan(bytes - Vector128.Create((byte)0x20), Vector128.Create((byte)0x5F));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> TextBytes(Vector128<byte> bytes) =>
        Printable(bytes)
        | Vector128.Equals(bytes, Vector128.Create((byte)'\t'))
        | Vector128.Equals(bytes, Vector128.Create((byte)'\n'))
        | Vector128.Equals(bytes, Vector128.Create((byte)'\r'));

    private static bool HasControl(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOfAnyInRange((byte)0, (byte)0x1F) is var at and >= 0)
        {
            if (bytes[at] is not (9 or 10 or 13))
            {
                return true;
            }

            bytes = bytes[(at + 1)..];
        }

        return false;
    }

    private static bool HasTextRun(ReadOnlySpan<byte> bytes)
    {
        if (!MayHoldTextRun(bytes))
        {
            return false;
        }

        for (var at = 0; at < bytes.Length; at += CharacterClasses.RunStep)
        {
            var block = LastBlock.LoadAt(bytes, at, 0xFF);
            var text = TextMask(block);
            var zeros = LaneMasks.Of(block, 0);
            if ((CharacterClasses.RunsOfSixteen(text) | Utf16Runs(text, zeros)) != 0)
            {
                return true;
            }
        }

        return false;
    }

    // What is shorter than two runs has its middle in every one of them: digests and identifiers end here.
    private static bool MayHoldTextRun(ReadOnlySpan<byte> bytes)
    {
        var starts = bytes.Length - TextTraitsReader.RunLength;
        if (starts is < 0 or >= TextTraitsReader.RunLength)
        {
            return starts >= 0;
        }

        var first = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(bytes));
        var possible = TextBytes(first) | Vector128.Equals(first, Vector128<byte>.Zero);
        return ((~possible).ExtractMostSignificantBits() & 0xFFFF) >> starts == 0;
    }

    // Text and zero in turn, eight times over.
    private static ulong Utf16Runs(ulong text, ulong zeros)
    {
        var pair = text & (zeros >> 1);
        pair &= pair >> 2;
        pair &= pair >> 4;
        return pair & (pair >> 8);
    }

    private static ulong TextMask(Vector512<byte> block) =>
        LaneMasks.InRange(block, (byte)' ', (byte)'~')
        | LaneMasks.Of(block, '\t') | LaneMasks.Of(block, '\n') | LaneMasks.Of(block, '\r');
}
