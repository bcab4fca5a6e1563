using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>
/// Characters written as numbers one after the other: <c>65, 75, 73</c>, <c>chr(65)+chr(75)</c>,
/// <c>0101 0113</c>; decimal, and octal where every digit allows it.
/// </summary>
internal readonly struct CharacterCodes : ITextExtractor, ILaneGate
{
    private const int MinCodes = 8;
    private const int MaxDigits = 4;   // an octal one with its zero
    private const int MaxSeparator = 28; // ")+String.fromCharCode("

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Codes;

    /// <inheritdoc/>
    /// <remarks>A code with its separator takes two bytes at least, and is read in two ways.</remarks>
    public static int MaxLength(int length) => length + 2;

    /// <inheritdoc/>
    /// <remarks>Two digits to six in each of four lanes, or one in each of six: longer than a time with its
    /// date.</remarks>
    public static ulong Lanes(ref byte block)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
        ulong digits = LaneMasks.InRange(bytes, (byte)'0', (byte)'9');
        ulong ends = LaneMasks.Counts(digits & ~(digits >> 1));
        ulong counts = LaneMasks.Counts(digits);
        ulong few = ~LaneMasks.AtLeast(counts, 7);
        ulong listed = LaneMasks.AtLeast(counts, 2) & few & LaneMasks.AtLeast(ends, 1);
        listed &= listed >> 8;
        ulong called = LaneMasks.AtLeast(counts, 1) & few;
        called &= called >> 8;
        return (listed & (listed >> 16)) | (called & (called >> 16) & (called >> 32)) | Binary(digits, bytes);
    }

    // Forty-eight zeros and ones, with at most one other byte in every nine.
    private static ulong Binary(ulong digits, Vector512<byte> bytes)
    {
        ulong bits = digits & LaneMasks.InRange(bytes, (byte)'0', (byte)'1');
        ulong full = LaneMasks.AtLeast(LaneMasks.Counts(bits), 7);
        full &= full >> 8;
        full &= full >> 16;
        return full & (full >> 16);
    }

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        var stretches = new DenseStretches<CharacterCodes>(text);
        while (stretches.MoveNext())
        {
            ReadOnlySpan<byte> stretch = text[stretches.Start..stretches.End];
            int at = 0;
            while (at < stretch.Length)
            {
                int next = stretch[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
                if (next < 0)
                {
                    break;
                }

                at += next;
                int taken = BinaryDigits.Write(stretch[at..], destination[written..], out int length);
                if (length > 0)
                {
                    written += length;
                    at += taken;
                    continue;
                }

                int end = Follow(stretch, at, out int count);
                if (count >= MinCodes)
                {
                    written += Write(stretch[at..end], 10, destination[written..]);
                    written += Write(stretch[at..end], 8, destination[written..]);
                }

                at = end;
            }
        }

        return written;
    }

    // The end of the numbers that stand between equal separators.
    private static int Follow(ReadOnlySpan<byte> text, int at, out int count)
    {
        scoped ReadOnlySpan<byte> first = default;
        count = 0;
        while (true)
        {
            int digits = Digits(text[at..]);
            int end = at + digits;
            if (digits > MaxDigits)
            {
                return end;
            }

            count++;
            int length = SeparatorLength(text[end..]);
            ReadOnlySpan<byte> separator = text.Slice(end, length);
            if (length == 0 || end + length >= text.Length || (count > 1 && !IsSame(first, separator)))
            {
                return end;
            }

            first = separator;
            at = end + length;
        }
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiDigit((char)text[length]))
        {
            length++;
        }

        return length;
    }

    private static int SeparatorLength(ReadOnlySpan<byte> text)
    {
        int length = text[..Math.Min(text.Length, MaxSeparator + 1)].IndexOfAnyInRange((byte)'0', (byte)'9');
        return length is < 0 or > MaxSeparator ? 0 : length;
    }

    // A list may be wrapped: blanks do not tell separators apart.
    private static bool IsSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one[0] > ' ' && other[0] > ' ' && one[0] != other[0])
        {
            return false;
        }

        ReadOnlySpan<byte> blanks = " \t\r\n"u8;
        return one.Trim(blanks).SequenceEqual(other.Trim(blanks));
    }

    private static int Write(ReadOnlySpan<byte> codes, int radix, Span<byte> destination)
    {
        int written = 0;
        while (!codes.IsEmpty)
        {
            int digits = Digits(codes);
            int value = 0;
            foreach (byte digit in codes[..digits])
            {
                if (digit - '0' >= radix)
                {
                    return 0;
                }

                value = (value * radix) + digit - '0';
            }

            if (value is not (9 or 10 or 13 or (>= 32 and <= 126)))
            {
                return 0;
            }

            destination[written++] = (byte)value;
            codes = codes[digits..];
            int next = codes.IndexOfAnyInRange((byte)'0', (byte)'9');
            codes = next < 0 ? default : codes[next..];
        }

        destination[written++] = (byte)' ';
        return written;
    }
}
