using System.Buffers.Binary;
using System.Numerics;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Deflate data (RFC 1951) without a header around it, told by its first block.</summary>
/// <remarks>
/// There is no magic to look for, so the start is decoded by hand: of the bytes of keys and hashes, one in millions
/// begins as a block of text, and only such are inflated.
/// </remarks>
internal static class BareDeflate
{
    private const int MinLength = 16;
    private const int ProbedSymbols = 14;

    /// <summary>True when the bytes begin with the last block of a stream, and that block with text.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> bytes) => bytes.Length >= MinLength && (bytes[0] & 7) switch
    {
        3 => HasTextInFixedCodes(bytes),
        5 => HasCompleteCodes(bytes),
        _ => false,
    };

    // RFC 1951 §3.2.6: eight bits from 0x30 are the bytes 0 to 143, seven bits below 0x18 a length, with five bits of
    // distance behind it.
    private static bool HasTextInFixedCodes(ReadOnlySpan<byte> bytes)
    {
        int at = 3;
        for (int symbol = 0; symbol < ProbedSymbols; symbol++)
        {
            int code = Huffman(bytes, at, 7);
            if (code < 0x18)
            {
                if (code == 0 || symbol == 0)
                    return false; // it ends here, or repeats what is not there
                at += 7 + ExtraBits(code);
                int distance = Huffman(bytes, at, 5);
                if (distance > 2 * symbol)
                    return false;
                at += 5 + Math.Max(0, (distance / 2) - 1);
                continue;
            }

            int value = Huffman(bytes, at, 8) - 0x30;
            if (value is not ((>= 0x20 and < 0x7F) or '\t' or '\n' or '\r'))
                return false;
            at += 8;
        }

        return at <= bytes.Length * 8;
    }

    private static int ExtraBits(int code) => code < 9 ? 0 : Math.Max(0, ((code - 1) / 4) - 1);

    // RFC 1951 §3.2.7: counts in range, and lengths of the code for code lengths that use its whole space.
    private static bool HasCompleteCodes(ReadOnlySpan<byte> bytes)
    {
        const int Whole = 128;
        const int LongestList = 29;
        const ulong EveryThird = 0x1249249249249249;
        ulong low = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if ((low >> 3 & 31) > LongestList || (low >> 8 & 31) > LongestList)
            return false;
        int lengths = (int)(low >> 13 & 15) + 4;
        ulong all = low >> 17 | BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) << 47;
        all &= (1UL << (3 * lengths)) - 1;
        // The lengths at once: one bit of each in every number.
        ulong ones = all & EveryThird, twos = all >> 1 & EveryThird, fours = all >> 2 & EveryThird;
        int space = 0;
        for (int length = 1; length < 8; length++)
        {
            ulong alike = ((length & 1) != 0 ? ones : ~ones) & ((length & 2) != 0 ? twos : ~twos)
                & ((length & 4) != 0 ? fours : ~fours) & EveryThird;
            space += BitOperations.PopCount(alike) * (Whole >> length);
        }

        return space == Whole;
    }

    private static int Huffman(ReadOnlySpan<byte> bytes, int at, int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++)
            value = (value << 1) | Bits(bytes, at + i, 1);
        return value;
    }

    private static int Bits(ReadOnlySpan<byte> bytes, int at, int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++)
        {
            int place = (at + i) / 8;
            value |= place < bytes.Length ? (bytes[place] >> ((at + i) & 7) & 1) << i : 0;
        }

        return value;
    }
}
