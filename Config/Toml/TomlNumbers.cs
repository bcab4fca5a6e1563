using System.Globalization;
using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Reads integers and floats (TOML §Integer, §Float).</summary>
internal static class TomlNumbers
{
    /// <summary>The number that <paramref name="token"/> (not empty) is, or the reason why it is none.</summary>
    public static ScalarNode Read(string token, SourceLocation location)
    {
        var digits = token.AsSpan(token[0] is '+' or '-' ? 1 : 0);
        if (digits is "inf")
            return ScalarNode.FromFloat(
                token, token[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity, location);
        if (digits is "nan")
            return ScalarNode.FromFloat(token, double.NaN, location);
        if (digits.IsEmpty || !char.IsAsciiDigit(digits[0]))
            throw new TomlSyntaxException(location, WhatItIsNot(token));
        if (digits.Length > 1 && digits[0] == '0' && char.IsAsciiLetter(digits[1]) && digits[1] is not ('e' or 'E'))
            return ReadPrefixed(token, location);
        return digits.IndexOfAny('.', 'e', 'E') >= 0
            ? ReadFloat(token, digits, location)
            : ReadDecimal(token, digits, location);
    }

    private static ScalarNode ReadDecimal(string token, ReadOnlySpan<char> digits, SourceLocation location)
    {
        CheckDigits(digits, location, 10);
        RefuseLeadingZero(digits, location);
        return long.TryParse(
            WithoutUnderscores(token), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? ScalarNode.FromInteger(token, value, location)
            : throw new TomlSyntaxException(location, "integer does not fit into 64 bits");
    }

    private static ScalarNode ReadPrefixed(string token, SourceLocation location)
    {
        var radix = token[1] switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
        if (!char.IsAsciiDigit(token[0]))
            throw new TomlSyntaxException(location, "a hexadecimal, octal or binary integer has no sign");
        if (radix == 0)
            throw new TomlSyntaxException(location, "unknown number prefix; allowed are 0x, 0o and 0b in lower case");
        var digits = token.AsSpan(2);
        CheckDigits(digits, location, radix);
        ulong value = 0;
        foreach (var c in digits)
        {
            if (c == '_')
                continue;
            if (value > (ulong)long.MaxValue / (uint)radix)
                throw new TomlSyntaxException(location, "integer does not fit into 64 bits");
            value = (value * (uint)radix) + (uint)DigitValue(c);
        }

        return value <= long.MaxValue
            ? ScalarNode.FromInteger(token, (long)value, location)
            : throw new TomlSyntaxException(location, "integer does not fit into 64 bits");
    }

    private static ScalarNode ReadFloat(string token, ReadOnlySpan<char> digits, SourceLocation location)
    {
        var exponentAt = digits.IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? digits : digits[..exponentAt];
        if (exponentAt >= 0)
        {
            var exponent = digits[(exponentAt + 1)..];
            if (exponent.Length > 0 && exponent[0] is '+' or '-')
                exponent = exponent[1..];
            CheckDigits(exponent, location, 10);
        }

        var pointAt = mantissa.IndexOf('.');
        var whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        CheckDigits(whole, location, 10);
        RefuseLeadingZero(whole, location);
        if (pointAt >= 0)
            CheckDigits(mantissa[(pointAt + 1)..], location, 10);
        return ScalarNode.FromFloat(
            token,
            double.Parse(WithoutUnderscores(token), NumberStyles.Float, CultureInfo.InvariantCulture),
            location);
    }

    // One or more digits; an underscore only between two of them.
    private static void CheckDigits(ReadOnlySpan<char> digits, SourceLocation location, int radix)
    {
        if (digits.IsEmpty)
            throw new TomlSyntaxException(location, "digits are missing from the number");
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '_')
            {
                if (i == 0 || i == digits.Length - 1 || digits[i - 1] == '_')
                    throw new TomlSyntaxException(location, "an underscore in a number must stand between two digits");
            }
            else if (DigitValue(digits[i]) >= radix)
            {
                throw new TomlSyntaxException(
                    location, "not a number: a character that is no digit; quote it if it is text");
            }
        }
    }

    private static void RefuseLeadingZero(ReadOnlySpan<char> digits, SourceLocation location)
    {
        if (digits.Length > 1 && digits[0] == '0')
            throw new TomlSyntaxException(
                location, "a number has no leading zeros; write 0o… for octal, or quote text");
    }

    private static int DigitValue(char c) =>
        char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : int.MaxValue;

    private static string WithoutUnderscores(string token) => token.Replace("_", "", StringComparison.Ordinal);

    private static string WhatItIsNot(string token) => token switch
    {
        "True" or "False" or "TRUE" or "FALSE" => "booleans are written in lower case: true, false",
        "null" or "nil" or "none" or "None" or "~" => "TOML has no null; leave the key out to keep its default",
        "yes" or "no" or "on" or "off" => "booleans are written true and false",
        _ when token[0] == '.' => "a float needs a digit before its point",
        _ => "not a value; quote it if it is text: \"…\"",
    };
}
