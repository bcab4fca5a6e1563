using System.Numerics;
using System.Runtime.CompilerServices;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Base85: five characters for four bytes, with the alphabets of Ascii85 (btoa, PostScript) and RFC
/// 1924.</summary>
/// <remarks>
/// Any text of code is made of these characters, so a place is tried only where a field can begin, and given up with
/// the first group that is no text: two of a hundred random groups are.
/// </remarks>
internal readonly struct Base85Decoder : ILaneExtractor, ILaneGate
{
    private const int Group = 5;
    private const int MinBytes = 16;
    private const int MinLength = MinBytes / 4 * Group;

    // A fifth of the digits of either alphabet, and seldom in prose, JSON and addresses.
    private static readonly RunAlphabet s_marks = new("!#$%&()*+;<=>?@^`|~\\"u8);
    private static readonly RunAlphabet s_words =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    private static readonly byte[] s_ascii85Digits = Range('!', 'u');
    private static readonly byte[] s_rfc1924Digits =
        [.. "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"u8];

    private static readonly sbyte[] s_ascii85 = Values(s_ascii85Digits);
    private static readonly sbyte[] s_rfc1924 = Values(s_rfc1924Digits);
    private static readonly RunAlphabet s_ascii85All = new(s_ascii85Digits);
    private static readonly RunAlphabet s_rfc1924All = new(s_rfc1924Digits);

    // The first digits of a group of four printable bytes: those that stand for 10 to 40.
    private static readonly RunAlphabet s_ascii85Starts = new("+,-./0123456789:;<=>?@ABCDEFGHI"u8);
    private static readonly RunAlphabet s_rfc1924Starts = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcde"u8);

    // A group behind the first may also begin with a tab or a line break: 2 to 4.
    private static readonly RunAlphabet s_ascii85GoOn = new("#$%+,-./0123456789:;<=>?@ABCDEFGHI"u8);
    private static readonly RunAlphabet s_rfc1924GoOn = new("234ABCDEFGHIJKLMNOPQRSTUVWXYZabcde"u8);

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Base85;

    /// <inheritdoc/>
    public static int MaxLength(int length) => (2 * length) + Group;

    /// <inheritdoc/>
    /// <remarks>Seventeen characters in a row and no blank among them, two of them marks or more: of twenty digits, so
    /// many lie in one block, and nineteen of twenty times two marks.</remarks>
    public static ulong Lanes(in LaneBlock block)
    {
        var marks = s_marks.Mask(block.Bytes);
        if ((marks & (marks - 1)) == 0)
        {
            return 0;
        }

        var runs = CharacterClasses.RunsOfSixteen(LaneMasks.InRange(block.Bytes, (byte)'!', (byte)'~'));
        runs &= runs >> 1;
        if (runs == 0)
        {
            return 0;
        }

        runs |= runs << 1;
        runs |= runs << 2;
        runs |= runs << 4;
        runs |= runs << 8;
        marks &= runs | (runs << 1);
        return (marks & (marks - 1)) == 0 ? 0 : LaneMasks.Any(marks);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Extract(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lanes, Span<byte> destination)
    {
        var written = 0;
        var stretches = new DenseStretches(lanes, text.Length);
        while (stretches.MoveNext())
        {
            var run = text[stretches.Start..stretches.End];
            written += FromRun(run, s_ascii85, s_ascii85All, s_ascii85Starts, s_ascii85GoOn, destination[written..]);
            written += FromRun(run, s_rfc1924, s_rfc1924All, s_rfc1924Starts, s_rfc1924GoOn, destination[written..]);
        }

        return written;
    }

    private static int FromRun(
        ReadOnlySpan<byte> run, sbyte[] values, RunAlphabet all, RunAlphabet starts, RunAlphabet goOn,
        Span<byte> destination)
    {
        var written = 0;
        var done = 0; // where the last text ended
        ulong before = 0; // whether the byte before the block is a letter or digit
        for (var block = 0; block + MinLength <= run.Length; block += CharacterClasses.BlockLength)
        {
            var rest = run[block..];
            var words = s_words.Mask(rest);
            var places = starts.Mask(rest) & ~((words << 1) | before);
            before = words >> (CharacterClasses.BlockLength - 1);
            places &= RunStarts(all.Mask(rest));
            if (places != 0)
            {
                var groups = goOn.Mask(rest);
                places &= Behind(groups, Group) & Behind(groups, 2 * Group) & Behind(groups, 3 * Group);
            }

            for (; places != 0; places &= places - 1)
            {
                var at = block + BitOperations.TrailingZeroCount(places);
                if (at >= done && at + MinLength <= run.Length)
                {
                    written += Decode(run[at..], values, destination[written..], out var length);
                    done = at + length;
                }
            }
        }

        return written;
    }

    // What is so many places ahead, or may be behind the block.
    private static ulong Behind(ulong mask, int places) => (mask >> places) | ~(ulong.MaxValue >> places);

    // Where twenty digits begin, or as many as the block has left: fewer hold no text of a minimal length.
    private static ulong RunStarts(ulong digits)
    {
        var atEnd = BitOperations.LeadingZeroCount(~digits);
        var cut = atEnd == 0 ? 0 : ulong.MaxValue << (CharacterClasses.BlockLength - atEnd);
        var runs = CharacterClasses.RunsOfSixteen(digits);
        return (runs & (runs >> (MinLength - TextTraitsReader.RunLength))) | cut;
    }

    // Nothing is written, and no length told, for what is no text of a minimal length.
    private static int Decode(ReadOnlySpan<byte> text, sbyte[] values, Span<byte> destination, out int length)
    {
        var written = 0;
        length = 0;
        while (TryGroup(text[length..], values, out var value, out var bytes))
        {
            for (var i = 0; i < bytes; i++)
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryGroup(ReadOnlySpan<byte> text, sbyte[] values, out uint value, out int bytes)
    {
        if (text.Length < Group)
        {
            return TryCut(text, values, out value, out bytes);
        }

        int first = values[text[0]];
        int second = values[text[1]];
        int third = values[text[2]];
        int fourth = values[text[3]];
        int fifth = values[text[4]];
        if ((first | second | third | fourth | fifth) < 0)
        {
            return TryCut(text, values, out value, out bytes);
        }

        // Two sums side by side are done sooner than one behind the other.
        var sum = ((ulong)((((first * 85) + second) * 85) + third) * (85 * 85)) + (uint)((fourth * 85) + fifth);
        value = (uint)sum;
        bytes = Group - 1;
        return sum <= uint.MaxValue && IsText(value, bytes);
    }

    private static bool TryCut(ReadOnlySpan<byte> text, sbyte[] values, out uint value, out int bytes)
    {
        ulong sum = 0;
        var digits = 0;
        while (digits < Group && digits < text.Length && values[text[digits]] >= 0)
        {
            sum = (sum * 85) + (ulong)values[text[digits++]];
        }

        bytes = digits - 1;
        for (var i = digits; i < Group; i++)
        {
            sum = (sum * 85) + 84;
        }

        value = (uint)sum;
        return digits >= 2 && sum <= uint.MaxValue && IsText(value, bytes);
    }

    private static bool IsText(uint value, int bytes)
    {
        const uint Highest = 0x80808080;
        var cut = bytes == Group - 1 ? 0 : uint.MaxValue >> (8 * bytes);
        value = (value & ~cut) | (cut & 0x20202020);
        if ((value & Highest) != 0)
        {
            return false;
        }

        // Most bytes are printable: none below a blank, none a delete.
        if (((value + 0x60606060) & ~(value + 0x01010101) & Highest) == Highest)
        {
            return true;
        }

        for (var i = 0; i < Group - 1; i++)
        {
            if ((byte)(value >> (8 * i)) is not (9 or 10 or 13 or (>= 32 and <= 126)))
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
        for (var i = 0; i < digits.Length; i++)
        {
            values[digits[i]] = (sbyte)i;
        }

        return values;
    }
}
