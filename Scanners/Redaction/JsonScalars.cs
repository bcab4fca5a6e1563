namespace Pipelock.Scanners.Redaction;

/// <summary>Numbers and literals of JSON (RFC 8259 §3, §6).</summary>
internal static class JsonScalars
{
    /// <summary>Longer numbers are refused: nobody reads them exactly.</summary>
    internal const int MaxLength = 1024;

    /// <summary>Whether the text is a number or one of the three literals.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("null"u8) || IsNumber(text);

    /// <summary>Whether a byte may stand in one.</summary>
    internal static bool IsPart(byte value) =>
        char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'+' or (byte)'.';

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var at = text.StartsWith("-"u8) ? 1 : 0;
        var digits = Digits(text, at);
        if (digits == 0 || (digits > 1 && text[at] == '0'))
            return false;
        at += digits;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = Digits(text, at + 1);
            if (fraction == 0)
                return false;
            at += 1 + fraction;
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
                at++;
            var exponent = Digits(text, at);
            if (exponent == 0)
                return false;
            at += exponent;
        }

        return at == text.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit((char)text[end]))
            end++;
        return end - at;
    }
}
