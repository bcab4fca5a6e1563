namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Characters written as the Unicode Standard names them: <c>U+0041 U+004B</c>, <c>U+0041U+004B</c>.</summary>
internal readonly struct CodePoints : ITextExtractor
{
    private const int MinCodes = 8;
    private const int MinDigits = 4;
    private const int MaxDigits = 6;
    private const int MaxSeparator = 4;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Codes;

    /// <inheritdoc/>
    public static int MaxLength(int length) => length;

    /// <summary>False when no character of ASCII is written in this way.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'+') is var plus && plus >= 0 && text[plus..].IndexOf("+00"u8) >= 0;

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var at = 0;
        while (text[at..].IndexOf((byte)'+') is var next && next >= 0)
        {
            var plus = at + next;
            at = plus + 1;
            if (plus == 0 || (text[plus - 1] | 0x20) != 'u')
                continue;
            var start = written;
            at = Read(text, plus - 1, destination, ref written);
            if (written - start >= MinCodes)
                destination[written++] = (byte)' ';
            else
                written = start;
        }

        return written;
    }

    private static int Read(ReadOnlySpan<byte> text, int at, Span<byte> destination, ref int written)
    {
        var end = at + 2;
        while (at + 2 + MinDigits <= text.Length && (text[at] | 0x20) == 'u' && text[at + 1] == '+')
        {
            var digit = at + 2;
            var value = 0;
            while (digit < text.Length && digit - at - 2 < MaxDigits && HexDigits.IsDigit(text[digit]))
                value = (value << 4) | HexDigits.Value(text[digit++]);
            if (digit - at - 2 < MinDigits || value is < 0x20 or > 0x7E)
                break;
            destination[written++] = (byte)value;
            end = digit;
            at = digit;
            while (at < text.Length && at - digit < MaxSeparator && (text[at] | 0x20) != 'u'
                && !char.IsAsciiDigit((char)text[at]))
                at++;
        }

        return end;
    }
}
