using System.Runtime.Intrinsics;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base85: five characters for four bytes, with the alphabets of Ascii85 (btoa, PostScript) and RFC
/// 1924.</summary>
/// <remarks>
/// Any text of code is made of these characters, so a place is tried only where a field can begin, and given up with
/// the first group that is no text: two of a hundred random groups are.
/// </remarks>
internal readonly struct Base85Decoder : ITextExtractor, ILaneGate
{
    private const int Group = 5;
    private const int MinBytes = 16;

    // A fifth of the digits of either alphabet, and seldom in prose, JSON and addresses.
    private static readonly RunAlphabet Marks = new("!#$%&()*+;<=>?@^`|~\\"u8);
    private static readonly sbyte[] Ascii85 = Values(Range('!', 'u'));

    private static readonly sbyte[] Rfc1924 = Values(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"u8.ToArray());

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base85;

    /// <inheritdoc/>
    public static int MaxLength(int length) => (2 * length) + Group;

    /// <inheritdoc/>
    /// <remarks>Two lanes with a mark in each and no blank.</remarks>
    public static ulong Lanes(ref byte block)
    {
        ulong marked = LaneMasks.AtLeast(LaneMasks.Counts(Marks.Mask(ref block)), 1);
        ulong blanks = ~LaneMasks.InRange(Vector512.LoadUnsafe(ref block), (byte)'!', (byte)'~');
        marked &= ~LaneMasks.AtLeast(LaneMasks.Counts(blanks), 1);
        return marked & (marked >> 8);
    }

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        var stretches = new DenseStretches<Base85Decoder>(text);
        while (stretches.MoveNext())
        {
            ReadOnlySpan<byte> run = text[stretches.Start..stretches.End];
            int ascii = 0; // where the last text in each alphabet ended
            int other = 0;
            for (int at = 0; at + (MinBytes / 4 * Group) <= run.Length; at++)
            {
                if (at > 0 && char.IsAsciiLetterOrDigit((char)run[at - 1]))
                {
                    continue;
                }

                if (at >= ascii && CanBegin(Ascii85, run[at]))
                {
                    written += Decode(run[at..], Ascii85, destination[written..], out int length);
                    ascii = at + length;
                }

                if (at >= other && CanBegin(Rfc1924, run[at]))
                {
                    written += Decode(run[at..], Rfc1924, destination[written..], out int length);
                    other = at + length;
                }
            }
        }

        return written;
    }

    // The first digit of a group of four printable bytes.
    private static bool CanBegin(sbyte[] values, byte digit) => values[digit] is >= 10 and <= 40;

    // Nothing is written, and no length told, for what is no text of a minimal length.
    private static int Decode(ReadOnlySpan<byte> text, sbyte[] values, Span<byte> destination, out int length)
    {
        int written = 0;
        length = 0;
        while (TryGroup(text[length..], values, out uint value, out int bytes))
        {
            for (int i = 0; i < bytes; i++)
            {
                destination[written++] = (byte)(value >> (24 - (8 * i)));
            }

            length += Math.Min(Group, text.Length - length);
            if (bytes < 4)
            {
                break;
            }
        }

        if (written < MinBytes)
        {
            length = 0;
            return 0;
        }

        destination[written] = (byte)' ';
        return written + 1;
    }

    // A last group may be cut: n characters stand for n - 1 bytes, padded with the highest digit.
    private static bool TryGroup(ReadOnlySpan<byte> text, sbyte[] values, out uint value, out int bytes)
    {
        ulong sum = 0;
        int digits = 0;
        while (digits < Group && digits < text.Length && values[text[digits]] >= 0)
        {
            sum = (sum * 85) + (ulong)values[text[digits++]];
        }

        bytes = digits - 1;
        for (int i = digits; i < Group; i++)
        {
            sum = (sum * 85) + 84;
        }

        value = (uint)sum;
        return digits >= 2 && sum <= uint.MaxValue && IsText(value, bytes);
    }

    private static bool IsText(uint value, int bytes)
    {
        for (int i = 0; i < bytes; i++)
        {
            if ((byte)(value >> (24 - (8 * i))) is not (9 or 10 or 13 or (>= 32 and <= 126)))
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Range(char first, char last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(character => (byte)character)];

    private static sbyte[] Values(byte[] digits)
    {
        var values = new sbyte[256];
        Array.Fill(values, (sbyte)-1);
        for (int i = 0; i < digits.Length; i++)
        {
            values[digits[i]] = (sbyte)i;
        }

        return values;
    }
}
