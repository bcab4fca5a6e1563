using System.Numerics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>
/// Characters written as numbers one after the other: <c>65, 75, 73</c>, <c>chr(65)+chr(75)</c>,
/// <c>0101 0113</c>; decimal, and octal where every digit allows it; octal also without anything between.
/// </summary>
internal readonly struct CharacterCodes : ILaneExtractor, ILaneGate
{
    private const int MinCodes = 8;
    private const int MinBits = 28;    // seven in each of four lanes
    private const int MaxDigits = 4;   // an octal one with its zero
    private const int MaxSeparator = 28; // ")+String.fromCharCode("

    /// <summary>Where fewer digits are in a block, there is no code: one in each lane.</summary>
    internal const int MinDigits = 6;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Codes;

    /// <inheritdoc/>
    /// <remarks>A code with its separator takes two bytes at least, and is read in two ways.</remarks>
    public static int MaxLength(int length) => length + 4;

    /// <inheritdoc/>
    /// <remarks>
    /// Two digits in each of four lanes, or one in each of six: longer than a time with its date. Numbers that are no
    /// code do not count: JSON and logs are full of measurements, of times in seconds and of codes of other kinds.
    /// </remarks>
    public static ulong Lanes(in LaneBlock block)
    {
        if (BitOperations.PopCount(block.Digits) < MinDigits)
        {
            return 0;
        }

        var found = Windows(block.Digits);
        found = found == 0 ? 0 : Windows(OfCodes(block));
        return (found == 0 ? 0 : Alike(block, found)) | InRows(block);
    }

    private static ulong Windows(ulong digits)
    {
        var counts = LaneMasks.Counts(digits);
        var listed = LaneMasks.AtLeast(counts, 2) & LaneMasks.Any(digits & ~(digits >> 1));
        listed &= listed >> 8;
        var called = LaneMasks.AtLeast(counts, 1);
        called &= called >> 8;
        return (listed & (listed >> 16)) | (called & (called >> 16) & (called >> 32));
    }

    // Behind every number of a list stands the same, or a blank where the list is wrapped. The second and the third
    // lane of a window lie in the list; the others may touch what is before and behind it.
    private static ulong Alike(in LaneBlock block, ulong windows)
    {
        var behind = ((block.Digits & ~(block.Digits >> 1)) << 1)
            & LaneMasks.InRange(block.Bytes, (byte)'!', byte.MaxValue);
        if (behind == 0 || (behind & ~block.SameAs(behind)) == 0)
        {
            return windows;
        }

        ulong alike = 0;
        for (var rest = windows; rest != 0; rest &= rest - 1)
        {
            var inside = behind & (0xFFFFUL << (BitOperations.TrailingZeroCount(rest) + 2));
            var isAlike = inside == 0 || (inside & ~block.SameAs(inside)) == 0;
            alike |= isAlike ? rest & (0 - rest) : 0;
        }

        return alike;
    }

    // Without numbers that are neither 9, 10, 13 nor 32 to 126, in decimal or in octal, with zeros before them: three
    // digits begin with 0 or 1, four with 0. The sum carries the first digit of a number to its end. What reaches a
    // border of the block may be shorter, or longer, than is seen.
    private static ulong OfCodes(in LaneBlock block)
    {
        var digits = block.Digits;
        var starts = digits & ~(digits << 1);
        var second = digits >> 1;
        var third = second & (digits >> 2);
        var fourth = third & (digits >> 3);
        var tooLong = fourth & (digits >> MaxDigits);
        var zeros = LaneMasks.Of(block.Bytes, '0');
        var nines = LaneMasks.Of(block.Bytes, '9');
        var other = (~second & ~nines)
            | (second & ~third & (LaneMasks.Of(block.Bytes, '2') | (zeros & ~(nines >> 1))))
            | (third & ~fourth & ~(zeros | LaneMasks.Of(block.Bytes, '1')))
            | (fourth & ~zeros);
        var atBorder = 1 | ~(ulong.MaxValue >> BitOperations.LeadingZeroCount(~digits));
        return digits & (digits + (starts & (tooLong | (other & ~atBorder))));
    }

    // Thirty-two octal digits, with at most one other byte in every nine: bits, or codes without anything between.
    // Longer windows would not open where the end of a list lies in a block, and a stretch ends not far behind the last
    // that does.
    private static ulong InRows(in LaneBlock block)
    {
        if (BitOperations.PopCount(block.Digits) < MinBits)
        {
            return 0;
        }

        var bits = block.Digits & LaneMasks.InRange(block.Bytes, (byte)'0', (byte)'7');
        var full = LaneMasks.AtLeast(LaneMasks.Counts(bits), 7);
        full &= full >> 8;
        return full & (full >> 16);
    }

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lanes, Span<byte> destination)
    {
        var written = 0;
        var at = 0;
        var stretches = new DenseStretches(lanes, text.Length);
        while (stretches.MoveNext())
        {
            // The gate looks far ahead, and so closes long before a list ends: lists are read to their end.
            at = Math.Max(at, stretches.Start);
            while (at < stretches.End)
            {
                if (!char.IsAsciiDigit((char)text[at]))
                {
                    at++;
                    continue;
                }

                var taken = BinaryDigits.Write(text[at..], destination[written..], out var length);
                taken = length > 0 ? taken : OctalDigits.Write(text[at..], destination[written..], out length);
                at = length > 0 ? at + taken : Read(text, at, destination[written..], out length);
                written += length;
            }
        }

        return written;
    }

    // Reads the numbers that stand between equal separators, in both ways at once, as far as they are characters. Where
    // nothing comes of it the next number may begin a list.
    private static int Read(ReadOnlySpan<byte> text, int at, Span<byte> destination, out int written)
    {
        // The octal reading is written behind the room that the decimal one can take, and moved up at the end.
        var octal = destination[(((text.Length - at) / 2) + 1)..];
        var decimals = 0;
        var octals = 0;
        var count = 0;
        var first = at;
        var end = at;
        var separator = 0; // the one before: where it begins, and its length
        var separatorLength = 0;
        while (TryNumber(text, at, out var next, out var value, out var octalValue))
        {
            destination[count] = (byte)value;
            octal[count] = (byte)octalValue;
            decimals += decimals == count && IsText(value) ? 1 : 0;
            octals += octals == count && IsText(octalValue) ? 1 : 0;
            first = count++ == 0 ? next : first;
            if (decimals < count && octals < count)
            {
                break;
            }

            end = next;
            var length = SeparatorLength(text, end);
            if (length == 0
                || (count > 1 && !IsSame(text.Slice(separator, separatorLength), text.Slice(end, length))))
            {
                break;
            }

            (separator, separatorLength) = (end, length);
            at = end + length;
        }

        written = 0;
        if (decimals >= MinCodes)
        {
            destination[decimals] = (byte)' ';
            written = decimals + 1;
        }

        if (octals >= MinCodes)
        {
            octal[..octals].CopyTo(destination[written..]);
            destination[written + octals] = (byte)' ';
            written += octals + 1;
        }

        return count == 0 ? EndOfDigits(text, at) : written > 0 ? end : first;
    }

    // A number that is too long for a code ends the list before it. What is no octal number has no value as such.
    private static bool TryNumber(ReadOnlySpan<byte> text, int at, out int end, out int value, out int octalValue)
    {
        value = 0;
        octalValue = 0;
        var high = 0;
        end = at;
        while (end < text.Length && (uint)(text[end] - '0') <= 9)
        {
            var digit = text[end++] - '0';
            value = (value * 10) + digit;
            octalValue = (octalValue * 8) + digit;
            high |= digit & 8;
            if (end - at > MaxDigits)
            {
                return false;
            }
        }

        octalValue = high == 0 ? octalValue : -1;
        return true;
    }

    private static int EndOfDigits(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            at++;
        }

        return at;
    }

    // How far the next number is; 0 when none is near enough.
    private static int SeparatorLength(ReadOnlySpan<byte> text, int at)
    {
        var last = Math.Min(text.Length - 1, at + MaxSeparator);
        for (var next = at; next <= last; next++)
        {
            if ((uint)(text[next] - '0') <= 9)
            {
                return next - at;
            }
        }

        return 0;
    }

    // A list may be wrapped: blanks do not tell separators apart.
    private static bool IsSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one[0] == other[0] && one.Length == 1 && other.Length == 1)
        {
            return true;
        }

        if (one[0] > ' ' && other[0] > ' ' && one[0] != other[0])
        {
            return false;
        }

        var blanks = " \t\r\n"u8;
        return one.SequenceEqual(other) || one.Trim(blanks).SequenceEqual(other.Trim(blanks));
    }

    private static bool IsText(int value) => value is (>= 32 and <= 126) or 9 or 10 or 13;
}
