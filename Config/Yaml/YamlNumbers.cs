using System.Globalization;

namespace Pipelock.Config.Yaml;

/// <summary>Tells numbers from text among plain scalars, as the established product's reader does.</summary>
/// <remarks>That is YAML 1.2 §10.3.2 with three things from 1.1 that its configurations may use: underscores between
/// digits, <c>0b</c>, and a leading zero for octal. <c>089</c> would be octal but cannot be: it stays text.</remarks>
internal static class YamlNumbers
{
    /// <summary>Reads a whole number within 64 bits, signed.</summary>
    public static bool TryInteger(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var isNegative = text[0] == '-';
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        var radix = TakeRadix(ref digits);
        if (digits.IsEmpty)
            return false;
        ulong magnitude = 0;
        var digitSeen = false;
        foreach (var c in digits)
        {
            if (c == '_')
                continue;
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : 16;
            if (digit >= radix || magnitude > ((1UL << 63) - (uint)digit) / (uint)radix)
                return false;
            magnitude = (magnitude * (uint)radix) + (uint)digit;
            digitSeen = true;
        }

        if (!digitSeen || (magnitude == 1UL << 63 && !isNegative))
            return false;
        value = isNegative ? unchecked(-(long)magnitude) : (long)magnitude;
        return true;
    }

    /// <summary>Reads a number with a point, an exponent, or more digits than fit an integer.</summary>
    public static bool TryFloat(string text, out double value)
    {
        value = 0;
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        return HasFloatForm(plain)
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    private static int TakeRadix(ref ReadOnlySpan<char> digits)
    {
        if (digits.Length < 2 || digits[0] != '0')
            return 10;
        var radix = (digits[1] | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
        digits = digits[(radix == 0 ? 1 : 2)..];
        return radix == 0 ? 8 : radix;
    }

    // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?, and no zero in front of further digits.
    private static bool HasFloatForm(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] is '+' or '-')
            text = text[1..];
        var whole = TakeDigits(ref text);
        if (whole.Length > 1 && whole[0] == '0')
            return false;
        if (!text.IsEmpty && text[0] == '.')
        {
            text = text[1..];
            if (TakeDigits(ref text).IsEmpty && whole.IsEmpty)
                return false;
        }
        else if (whole.IsEmpty)
        {
            return false;
        }

        if (!text.IsEmpty && text[0] is 'e' or 'E')
        {
            text = text[1..];
            if (!text.IsEmpty && text[0] is '+' or '-')
                text = text[1..];
            if (TakeDigits(ref text).IsEmpty)
                return false;
        }

        return text.IsEmpty;
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
            count++;
        var digits = text[..count];
        text = text[count..];
        return digits;
    }
}
