namespace Pipelock.Scanners.Text.Decoders;

/// <summary>What stands behind the offset on a line of a dump.</summary>
/// <param name="line">The rest of the line.</param>
/// <param name="destination">Takes the bytes; empty when they are only counted.</param>
internal readonly ref struct DumpCells(ReadOnlySpan<byte> line, Span<byte> destination)
{
    /// <summary>How many digits stand before characters, as <c>od -c</c> and <c>hexdump -c</c> print them.</summary>
    internal const int CharacterOffset = 7;

    private const int CharacterWidth = 4;
    private const int MaxCharacters = 32;
    private const int HalfRow = 8;   // where hexdump -C leaves a gap
    private const int MaxDigits = 16;
    private const int OctalByte = 3; // od -b
    private const int OctalWord = 6; // od, as it comes

    private readonly ReadOnlySpan<byte> _line = line;
    private readonly Span<byte> _destination = destination;

    /// <summary>Reads numbers of one width, up to the column of text.</summary>
    /// <returns>How many bytes they stand for; 0 when the line is none of a dump.</returns>
    internal int ReadNumbers()
    {
        var at = _line[0] == ':' ? 1 : 0;
        var isSwapped = at == 0; // words as the machine has them: od and hexdump by themselves
        var blanks = Blanks(at);
        var width = blanks == 0 ? 0 : Digits(at + blanks);
        if (!IsWidth(width))
        {
            return 0;
        }

        var count = 0;
        at += blanks;
        while (true)
        {
            var digits = Digits(at);
            if (digits > width || !IsWidth(digits) || !EndsCell(at + digits))
            {
                break;
            }

            count += Write(_line.Slice(at, digits), count, isSwapped);
            at += digits;
            blanks = Blanks(at);
            var isHalf = count == HalfRow && width == 2;
            if (isHalf && at < _line.Length && _line[at] == '-')
            {
                blanks = 1; // 41 4B-49 41
            }
            else if (blanks == 0 || blanks > (isHalf ? 2 : 1))
            {
                break;
            }

            at += blanks;
        }

        return count;
    }

    /// <summary>Reads characters, each in four columns.</summary>
    /// <returns>How many there are; 0 when the line has none.</returns>
    internal int ReadCharacters()
    {
        var count = _line.Length / CharacterWidth;
        if (_line.Length % CharacterWidth != 0 || count is 0 or > MaxCharacters)
        {
            return 0;
        }

        for (var i = 0; i < count; i++)
        {
            var value = Character(_line.Slice(i * CharacterWidth, CharacterWidth));
            if (value < 0)
            {
                return 0;
            }

            Put(i, (byte)value);
        }

        return count;
    }

    private int Write(ReadOnlySpan<byte> digits, int at, bool isSwapped)
    {
        if (digits.Length is OctalByte or OctalWord)
        {
            var value = 0;
            foreach (var digit in digits)
            {
                value = (value * 8) + (digit & 7);
            }

            Put(at, (byte)value);
            if (digits.Length == OctalWord)
            {
                Put(at + 1, (byte)(value >> 8));
            }

            return digits.Length / OctalByte;
        }

        var bytes = digits.Length / 2;
        for (var i = 0; i < bytes; i++)
        {
            var place = isSwapped ? bytes - 1 - i : i;
            Put(at + i, (byte)HexDigits.Pair(digits[2 * place], digits[(2 * place) + 1]));
        }

        return bytes;
    }

    private void Put(int at, byte value)
    {
        if (!_destination.IsEmpty)
        {
            _destination[at] = value;
        }
    }

    private bool EndsCell(int at) => at == _line.Length || _line[at] is (byte)' ' or (byte)'\t' or (byte)'-';

    private static bool IsWidth(int digits) => digits is 2 or OctalByte or 4 or OctalWord or HalfRow or MaxDigits;

    private int Blanks(int at)
    {
        var end = at;
        while (end < _line.Length && _line[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }

        return end - at;
    }

    private int Digits(int at)
    {
        var end = at;
        while (end < _line.Length && end - at <= MaxDigits && HexDigits.IsDigit(_line[end]))
        {
            end++;
        }

        return end - at;
    }

    // "   A", "  \n", " 012", and nothing for a blank.
    private static int Character(ReadOnlySpan<byte> cell)
    {
        var written = cell.TrimStart((byte)' ');
        return written.Length switch
        {
            0 => ' ',
            1 => written[0],
            2 when written[0] == '\\' => written[1] switch
            {
                (byte)'n' => '\n',
                (byte)'t' => '\t',
                (byte)'r' => '\r',
                _ => 0,
            },
            OctalByte when !written.ContainsAnyExceptInRange((byte)'0', (byte)'7') =>
                (((written[0] & 7) << 6) | ((written[1] & 7) << 3) | (written[2] & 7)) & byte.MaxValue,
            _ => -1,
        };
    }
}
