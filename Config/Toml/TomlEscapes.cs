using System.Text;

namespace Pipelock.Config.Toml;

/// <summary>Reads the escape sequences of basic strings (TOML §String); every other sequence is refused.</summary>
internal static class TomlEscapes
{
    /// <summary>Reads the sequence whose backslash is at the cursor and appends what it stands for.</summary>
    public static void Read(TomlCursor cursor, StringBuilder text)
    {
        var start = cursor.Location;
        cursor.Advance();
        switch (cursor.Current)
        {
            case 'b': text.Append('\b'); break;
            case 't': text.Append('\t'); break;
            case 'n': text.Append('\n'); break;
            case 'f': text.Append('\f'); break;
            case 'r': text.Append('\r'); break;
            case '"': text.Append('"'); break;
            case '\\': text.Append('\\'); break;
            case 'u': ReadCodePoint(cursor, 4, text); return;
            case 'U': ReadCodePoint(cursor, 8, text); return;
            default:
                throw new TomlSyntaxException(
                    start,
                    "unknown escape; allowed are \\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX \\UXXXXXXXX, "
                    + "or use a 'literal' string, which has no escapes");
        }

        cursor.Advance();
    }

    private static void ReadCodePoint(TomlCursor cursor, int digits, StringBuilder text)
    {
        var start = cursor.Location;
        cursor.Advance();
        uint value = 0;
        for (var i = 0; i < digits; i++)
        {
            if (!char.IsAsciiHexDigit(cursor.Current))
                throw new TomlSyntaxException(
                    start, $"\\{(digits == 4 ? 'u' : 'U')} needs exactly {digits} hexadecimal digits");
            value = (value << 4) | HexValue(cursor.Current);
            cursor.Advance();
        }

        if (!Rune.IsValid(value))
            throw new TomlSyntaxException(
                start, "not a Unicode scalar value (surrogates and values over 10FFFF are none)");
        text.Append(new Rune(value).ToString());
    }

    private static uint HexValue(char digit) =>
        char.IsAsciiDigit(digit) ? (uint)(digit - '0') : (uint)((digit | 0x20) - 'a' + 10);
}
