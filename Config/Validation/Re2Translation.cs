using System.Globalization;
using System.Text;

namespace Pipelock.Config.Validation;

/// <summary>
/// One pass over one pattern: RE2 syntax in, .NET syntax out, with a way back to the original positions.
/// </summary>
internal sealed class Re2Translation(string pattern)
{
    // RE2 refuses larger counts, and so must we: they blow up every automaton.
    private const int MaxRepeat = 1000;

    private readonly StringBuilder _text = new();
    private readonly List<int> _origins = [];
    private int _at;

    /// <summary>The pattern in .NET syntax.</summary>
    public string Text => _text.ToString();

    /// <summary>
    /// The position in the original of the character at <paramref name="offset"/> of <see cref="Text"/>.
    /// </summary>
    public int OriginOf(int offset) =>
        _origins.Count == 0 ? 0 : _origins[Math.Clamp(offset - 1, 0, _origins.Count - 1)];

    /// <summary>Translates; returns why that is not possible, null when it was.</summary>
    public string? Translate()
    {
        while (_at < pattern.Length)
        {
            var refused = pattern[_at] switch
            {
                '\\' => Escape(inClass: false),
                '[' => Class(),
                '(' => Group(),
                '{' => Repeat(),
                _ => Copy(1),
            };
            if (refused is not null)
                return refused;
        }

        return null;
    }

    private string? Copy(int count)
    {
        Emit(pattern.AsSpan(_at, Math.Min(count, pattern.Length - _at)));
        _at += count;
        return null;
    }

    private void Emit(ReadOnlySpan<char> text)
    {
        _text.Append(text);
        for (var i = 0; i < text.Length; i++)
            _origins.Add(Math.Min(_at + i, pattern.Length - 1));
    }

    private string Malformed(string why) => $"is malformed at character {_at + 1}: {why}";

    private bool LooksAt(string text) => string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0;

    private string? Group()
    {
        if (!LooksAt("(?"))
            return Copy(1);
        if (LooksAt("(?=") || LooksAt("(?!") || LooksAt("(?<=") || LooksAt("(?<!"))
            return Malformed("lookahead and lookbehind are not supported (RE2 syntax)");
        if (LooksAt("(?P<"))
        {
            Emit("(?<");
            _at += 4;
            return null;
        }

        if (LooksAt("(?<") || LooksAt("(?:"))
            return Copy(3);

        // (?flags) and (?flags:…)
        var end = _at + 2;
        while (end < pattern.Length && pattern[end] is 'i' or 'm' or 's' or 'U' or '-')
            end++;
        if (end == pattern.Length || end == _at + 2 || pattern[end] is not (')' or ':'))
            return Malformed("unknown kind of group");
        var flags = pattern[(_at + 2)..end];
        if (flags.AsSpan().Count('-') > 1 || flags.EndsWith('-'))
            return Malformed("unknown flags");
        // U swaps greediness, which decides nothing about whether a pattern is well formed.
        var shared = flags.Replace("U", "", StringComparison.Ordinal).TrimEnd('-');
        if (shared.Length > 0 || pattern[end] == ':')
            Emit($"(?{shared}{pattern[end]}");
        _at = end + 1;
        return null;
    }

    private string? Repeat()
    {
        var end = pattern.IndexOf('}', _at);
        var body = end < 0 ? "" : pattern[(_at + 1)..end];
        var comma = body.IndexOf(',');
        var low = comma < 0 ? body : body[..comma];
        var high = comma < 0 ? "" : body[(comma + 1)..];
        if (!IsCount(low) || (high.Length > 0 && !IsCount(high)))
        {
            // Not a count, so a brace like any other.
            Emit("\\{");
            _at++;
            return null;
        }

        if (Count(low) > MaxRepeat || Count(high) > MaxRepeat)
            return Malformed($"a count may be at most {MaxRepeat}");
        return Copy(end + 1 - _at);
    }

    private static bool IsCount(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static int Count(string digits) =>
        digits.Length == 0 ? 0 : int.TryParse(digits, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue;

    private string? Class()
    {
        Copy(1);
        if (_at < pattern.Length && pattern[_at] == '^')
            Copy(1);
        for (var first = true; _at < pattern.Length; first = false)
        {
            if (pattern[_at] == ']')
            {
                if (!first)
                    return Copy(1);
                Emit("\\]");
                _at++;
                continue;
            }

            var refused = LooksAt("[:") ? NamedClass() : pattern[_at] == '[' ? Bracket()
                : pattern[_at] == '\\' ? Escape(inClass: true) : Copy(1);
            if (refused is not null)
                return refused;
        }

        return Malformed("unterminated bracket");
    }

    // .NET would read "-[" as the start of a subtraction.
    private string? Bracket()
    {
        Emit("\\[");
        _at++;
        return null;
    }

    private string? NamedClass()
    {
        var end = pattern.IndexOf(":]", _at + 2, StringComparison.Ordinal);
        if (end < 0)
            return Bracket();
        var name = pattern[(_at + 2)..end];
        var negated = name.StartsWith('^');
        if (!Re2Names.PosixClasses.TryGetValue(negated ? name[1..] : name, out var ranges))
            return Malformed("unknown character class name");
        // Negation inside a class has no .NET counterpart; any class is as well formed as this one.
        Emit(negated ? "\\W" : ranges);
        _at = end + 2;
        return null;
    }

    private string? Escape(bool inClass)
    {
        if (_at + 1 == pattern.Length)
            return Malformed("lone backslash at the end");
        var c = pattern[_at + 1];
        switch (c)
        {
            case 'Q' when !inClass:
                return Quoted();
            case 'p' or 'P':
                return Property(c);
            case 'x':
                return Hex();
            case >= '0' and <= '7':
                return Octal(c);
            case 'b' or 'B' or 'A' or 'z' when !inClass:
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'a' or 'f' or 'n' or 'r' or 't' or 'v':
                return Copy(2);
            default:
                if (char.IsAsciiLetterOrDigit(c) || c > '~')
                    return Malformed("unknown escape");
                // .NET counts _ among the letters, which it does not let stand behind a backslash for themselves.
                _at += c == '_' ? 1 : 0;
                return Copy(c == '_' ? 1 : 2);
        }
    }

    private string? Quoted()
    {
        var end = pattern.IndexOf("\\E", _at + 2, StringComparison.Ordinal);
        var literal = end < 0 ? pattern[(_at + 2)..] : pattern[(_at + 2)..end];
        Emit(System.Text.RegularExpressions.Regex.Escape(literal));
        _at = end < 0 ? pattern.Length : end + 2;
        return null;
    }

    private string? Property(char letter)
    {
        var start = _at + 2;
        var braced = start < pattern.Length && pattern[start] == '{';
        var end = braced ? pattern.IndexOf('}', start) : start;
        if (start >= pattern.Length || end < 0)
            return Malformed("unfinished Unicode class");
        var name = braced ? pattern[(start + 1)..end] : pattern[start].ToString();
        name = name.TrimStart('^');
        if (!Re2Names.IsUnicodeClass(name))
            return Malformed("unknown Unicode class");
        // .NET knows categories but no scripts; a script stands for letters as far as syntax goes.
        Emit($"\\{letter}{{{(name.Length <= 2 ? name : "L")}}}");
        _at = end + 1;
        return null;
    }

    private string? Hex()
    {
        var start = _at + 2;
        var braced = start < pattern.Length && pattern[start] == '{';
        var end = braced ? pattern.IndexOf('}', start) : start + 2;
        if (end < 0 || end > pattern.Length)
            return Malformed("unfinished \\x escape");
        var digits = braced ? pattern[(start + 1)..end] : pattern[start..end];
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10FFFF)
            return Malformed("\\x needs two hexadecimal digits, or up to 10FFFF in braces");
        Emit($"\\u{Math.Min(code, 0xFFFF):x4}");
        _at = braced ? end + 1 : end;
        return null;
    }

    private string? Octal(char first)
    {
        var end = _at + 1;
        while (end < pattern.Length && end < _at + 4 && pattern[end] is >= '0' and <= '7')
            end++;
        if (first != '0' && end == _at + 2)
            return Malformed("back references are not supported (RE2 syntax)");
        Emit($"\\u{Convert.ToInt32(pattern[(_at + 1)..end], 8):x4}");
        _at = end;
        return null;
    }
}
