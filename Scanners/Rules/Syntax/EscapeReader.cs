using System.Globalization;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>Reads what follows a backslash, inside and outside of brackets.</summary>
internal static class EscapeReader
{
    /// <summary>Reads an escape that stands for characters; the backslash has been taken.</summary>
    public static RuneSet Read(PatternReader reader)
    {
        if (reader.AtEnd)
            throw reader.Error("a backslash at the end escapes nothing");
        var start = reader.Position;
        var letter = reader.TakeRune();
        switch (letter)
        {
            case 'd':
                return RuneSet.Digits;
            case 'D':
                return RuneSet.Digits.Complement();
            case 'w':
                return RuneSet.Words;
            case 'W':
                return RuneSet.Words.Complement();
            case 's':
                return RuneSet.Spaces;
            case 'S':
                return RuneSet.Spaces.Complement();
            case 'C':
                return RuneSet.All;
            case 'p' or 'P':
                return Property(reader, negated: letter == 'P');
            case >= '1' and <= '9' when letter > '7' || !char.IsBetween(reader.Peek, '0', '7'):
                reader.Rewind(start);
                throw reader.Error("back-references are not supported: they need a backtracking matcher");
        }

        var rune = Rune(reader, letter);
        return RuneSet.Of((rune, rune));
    }

    private static int Rune(PatternReader reader, int letter)
    {
        switch (letter)
        {
            case 'a':
                return 7;
            case 'f':
                return '\f';
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'v':
                return '\v';
            case 'x':
                return Hexadecimal(reader);
            case >= '0' and <= '7':
                var value = letter - '0';
                for (var digits = 1; digits < 3 && char.IsBetween(reader.Peek, '0', '7'); digits++)
                    value = (value * 8) + (reader.TakeRune() - '0');
                return value;
            case < 0x80 when char.IsAsciiLetterOrDigit((char)letter):
                throw reader.Error($"the escape \\{(char)letter} is not known");
            default:
                return letter;
        }
    }

    private static int Hexadecimal(PatternReader reader)
    {
        var digits = reader.Take("{")
            ? reader.TakeUntil("}", "\\x{ is not closed")
            : $"{(char)reader.TakeRune()}{(char)reader.TakeRune()}";
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rune)
            || rune is < 0 or > RuneSet.MaxRune)
        {
            throw reader.Error("\\x needs two hexadecimal digits, or a code point in braces");
        }

        return rune;
    }

    private static RuneSet Property(PatternReader reader, bool negated)
    {
        var name = reader.Take("{")
            ? reader.TakeUntil("}", "\\p{ is not closed")
            : ((char)reader.TakeRune()).ToString();
        if (name.StartsWith('^'))
            (name, negated) = (name[1..], !negated);
        var set = UnicodeClass.Find(name)
            ?? throw reader.Error(
                $"the class \\p{{{name}}} is not known here; write its ranges, as [\\x{{370}}-\\x{{3ff}}]");
        return negated ? set.Complement() : set;
    }
}
