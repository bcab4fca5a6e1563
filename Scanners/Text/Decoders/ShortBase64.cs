using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Decodes short runs of base64, sixteen characters of both alphabets at a time, last group and all.</summary>
/// <remarks>Texts of many such runs cost little more than the bytes they have; the decoder of the platform is made for
/// long ones.</remarks>
internal static class ShortBase64
{
    /// <summary>Longer runs are better decoded otherwise.</summary>
    internal const int MaxLength = 64;

    private const int Characters = 16;
    private const int Decoded = 12;

    // What a character is off its value, by its upper half.
    private static readonly Vector128<sbyte> s_offsets = Vector128.Create(
        0, 0, '+' - 62, '0' - 52, (sbyte)'A', (sbyte)'A', 'a' - 26, 'a' - 26, 0, 0, 0, 0, 0, 0, 0, 0);

    // Three bytes of every four, the first highest.
    private static readonly Vector128<byte> s_order =
        Vector128.Create((byte)2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 0x80, 0x80, 0x80, 0x80);

    /// <summary>Decodes a run; a remainder that gives no whole byte is left out.</summary>
    /// <param name="run">The run: characters of base64 alone.</param>
    /// <param name="destination">May be written over behind the bytes of the run.</param>
    /// <param name="written">The number of bytes decoded.</param>
    /// <param name="isText">True when all of them are printable ASCII.</param>
    /// <returns>False when the run is to be decoded otherwise: it is long, or there is no room for whole
    /// vectors.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryDecode(in EncodedRun run, Span<byte> destination, out int written, out bool isText)
    {
        var vectors = (run.Length + Characters - 1) / Characters;
        written = run.Length * 3 / 4;
        isText = false;
        if (!Ssse3.IsSupported || run.Length > MaxLength || run.Text.Length < vectors * Characters
            || destination.Length < (vectors * Decoded) + (Characters - Decoded))
        {
            return false;
        }

        ref var from = ref MemoryMarshal.GetReference(run.Text);
        ref var to = ref MemoryMarshal.GetReference(destination);
        uint others = 0;
        for (var i = 0; i < vectors; i++)
        {
            var values = Values(Vector128.LoadUnsafe(ref from, (nuint)(i * Characters)));
            var pairs = Ssse3.MultiplyAddAdjacent(values, Vector128.Create(0x01400140).AsSByte());
            var groups = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(0x00011000).AsInt16());
            var bytes = Ssse3.Shuffle(groups.AsByte(), s_order);
            bytes.StoreUnsafe(ref to, (nuint)(i * Decoded));
            var valid = (1u << Math.Min(written - (i * Decoded), Decoded)) - 1;
            others |= ~DecodedBytes.Printable(bytes).ExtractMostSignificantBits() & valid;
        }

        isText = others == 0;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Values(Vector128<byte> characters)
    {
        var halves = (characters.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)0x0F);
        var values = characters - Ssse3.Shuffle(s_offsets.AsByte(), halves);
        values -= Vector128.Equals(characters, Vector128.Create((byte)'/')) & Vector128.Create((byte)('/' - '+' - 1));
        values -= Vector128.Equals(characters, Vector128.Create((byte)'-')) & Vector128.Create((byte)('-' - '+'));
        values -= Vector128.Equals(characters, Vector128.Create((byte)'_'))
            & Vector128.Create(unchecked((byte)('_' - 63 - 'A')));
        return values;
    }
}
