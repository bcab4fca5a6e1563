using System.Buffers.Binary;

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
    private const int Whole = 128;

    private static readonly short[] s_spaces = MakeSpaces();

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
        var at = 3;
        for (var symbol = 0; symbol < ProbedSymbols; symbol++)
        {
            var code = Huffman(bytes, at, 7);
            if (code < 0x18)
            {
                if (code == 0 || symbol == 0)
                    return false; // it ends here, or repeats what is not there
                at += 7 + ExtraBits(code);
                var distance = Huffman(bytes, at, 5);
                if (distance > 2 * symbol)
                    return false;
                at += 5 + Math.Max(0, (distance / 2) - 1);
                continue;
            }

            var value = Huffman(bytes, at, 8) - 0x30;
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
        const int LongestList = 29;
        var low = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if ((low >> 3 & 31) > LongestList || (low >> 8 & 31) > LongestList)
            return false;
        var lengths = (int)(low >> 13 & 15) + 4;
        var all = low >> 17 | BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) << 47;
        all &= (1UL << (3 * lengths)) - 1;
        var space = 0;
        for (; all != 0; all >>= 9)
            space += s_spaces[(int)(all & 511)];
        return space == Whole;
    }

    // How much of the space three codes take.
    private static short[] MakeSpaces()
    {
        var spaces = new short[512];
        for (var three = 0; three < spaces.Length; three++)
        {
            for (var rest = three; rest != 0; rest >>= 3)
                spaces[three] += (short)((rest & 7) == 0 ? 0 : Whole >> (rest & 7));
        }

        return spaces;
    }

    // The bits of a code come highest first, others lowest first: at most eight of them, zeros behind the end.
    private static int Huffman(ReadOnlySpan<byte> bytes, int at, int count)
    {
        var place = at / 8;
        var two = (place < bytes.Length ? bytes[place] : 0) | (place + 1 < bytes.Length ? bytes[place + 1] << 8 : 0);
        ulong low = (byte)(two >> (at & 7));
        return (int)((((low * 0x80200802UL) & 0x0884422110UL) * 0x0101010101UL >> 32) & 0xFF) >> (8 - count);
    }
}
