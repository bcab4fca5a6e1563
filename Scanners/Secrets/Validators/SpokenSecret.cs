using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>What people choose and then say: "the master password is …", "card PIN: …", "recovery code: …".</summary>
/// <remarks>
/// Nothing of it is random, so it is judged by what documentation does not have: capitals, small letters and digits in
/// one word that is no term, no measure, no code and no example.
/// </remarks>
internal static class SpokenSecret
{
    private const int MinPassword = 8;
    private const int MaxValue = 64;
    private const int MinPin = 4;
    private const int MaxPin = 8;
    private const int MinPhrase = 12;
    private const int MaxPhrase = 400;

    private static readonly SearchValues<byte> s_ends = SearchValues.Create(" \t\r\n\"'`,;<>|\\"u8);

    private static readonly SearchValues<byte> s_code = SearchValues.Create("(){}[]/=%*."u8);

    private static readonly SearchValues<byte> s_marks = SearchValues.Create("!@#$^&+?~"u8);

    /// <summary>Parts of examples, of technical terms and of names in programs, in small letters.</summary>
    private static readonly byte[][] s_terms =
    [
        .. ("pass pwd example sample test demo dummy changeme change-me your secret 1234 4321 abc qwerty letmein "
            + "hunter2 foobar xxx placeholder correct-horse tr0ub4dor sha md5 argon crypt pbkdf base64 utf aes rsa hash "
            + "encod oauth http ipv 2fa mfa otp char digit letter string value token field input length iso8859 minimum")
            .Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Words that sentences have and lists of secret words do not.</summary>
    private static readonly NameSet s_prose = new(
        "the", "and", "for", "are", "not", "from", "its", "his", "our", "was", "has", "but", "been", "were", "which",
        "must", "should");

    /// <summary>Widens a match, which is the label with what introduces the value, by the value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the label begins.</param>
    /// <param name="end">Behind the label; behind the value when it is one.</param>
    public static bool TryWiden(ReadOnlySpan<byte> text, int start, ref int end)
    {
        var label = text[start..end];
        var rest = text[end..Math.Min(text.Length, end + MaxPhrase)];
        var gap = rest.Length - rest.TrimStart(" \t\"'`"u8).Length;
        rest = rest[gap..];
        var isPhrase = Has(label, "phrase"u8) && !Has(label, "passphrase"u8);
        var length = isPhrase ? PhraseLength(rest) : ValueLength(rest, label);
        if (length == 0)
            return false;
        end += gap + length;
        return true;
    }

    private static int ValueLength(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> label)
    {
        var stop = rest.IndexOfAny(s_ends);
        var value = (stop < 0 ? rest : rest[..stop]).TrimEnd(".:"u8);
        if (value.Length > MaxValue)
            return 0;
        var isOne = Has(label, "pin"u8) ? IsPin(value) : Has(label, "code"u8) ? IsCode(value) : IsPassword(value);
        return isOne ? value.Length : 0;
    }

    private static bool IsPin(ReadOnlySpan<byte> value) =>
        value.Length is >= MinPin and <= MaxPin && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && !value.StartsWith("1234"u8) && value.ContainsAnyExcept(value[0]);

    /// <summary>Letters and digits mixed, in groups: <c>7f3k-92qd</c>.</summary>
    private static bool IsCode(ReadOnlySpan<byte> value)
    {
        const int MinDigits = 3;
        const int LongestWord = 4;
        int digits = 0, letters = 0, run = 0, longest = 0;
        foreach (var next in value)
        {
            var isLetter = char.IsAsciiLetter((char)next);
            run = isLetter ? run + 1 : 0;
            longest = Math.Max(longest, run);
            letters += isLetter ? 1 : 0;
            digits += char.IsAsciiDigit((char)next) ? 1 : 0;
            if (!isLetter && next != '-' && !char.IsAsciiDigit((char)next))
                return false;
        }

        return value.Length >= MinPassword && digits >= MinDigits && letters > 1 && longest <= LongestWord
            && !HoldsTerm(value) && !Guid.TryParse(value, out _);
    }

    private static bool IsPassword(ReadOnlySpan<byte> value)
    {
        if (value.Length < MinPassword || value.ContainsAny(s_code) || Placeholder.Is(value) || HoldsTerm(value)
            || IsMeasure(value) || Guid.TryParse(value, out _))
            return false;
        var hasLower = value.ContainsAnyInRange((byte)'a', (byte)'z');
        var hasUpper = value.ContainsAnyInRange((byte)'A', (byte)'Z');
        return value.ContainsAnyInRange((byte)'0', (byte)'9')
            && ((hasLower && hasUpper) || ((hasLower || hasUpper) && value.ContainsAny(s_marks)));
    }

    /// <summary><c>12-Character</c>: a number and one word.</summary>
    private static bool IsMeasure(ReadOnlySpan<byte> value)
    {
        var behind = value.TrimStart("0123456789"u8);
        return behind.Length < value.Length && !behind.ContainsAnyInRange((byte)'0', (byte)'9')
            && behind.StartsWith("-"u8) && !behind.ContainsAny(s_marks);
    }

    /// <summary>Twelve and more small words in a row, none of which a sentence would have.</summary>
    private static int PhraseLength(ReadOnlySpan<byte> rest)
    {
        const int Shortest = 3;
        const int Longest = 8;
        int words = 0, at = 0, end = 0;
        while (at < rest.Length)
        {
            var length = rest[at..].IndexOfAnyExceptInRange((byte)'a', (byte)'z');
            length = length < 0 ? rest.Length - at : length;
            if (length is < Shortest or > Longest)
                break;
            if (s_prose.Contains(rest.Slice(at, length)))
                return 0;
            words++;
            end = at += length;
            if (at < rest.Length && rest[at] == ',')
                at++;
            if (at >= rest.Length || rest[at] != ' ')
                break;
            at++;
        }

        return words >= MinPhrase ? end : 0;
    }

    private static bool HoldsTerm(ReadOnlySpan<byte> value)
    {
        Span<byte> lower = stackalloc byte[MaxValue];
        Ascii.ToLower(value, lower, out var length);
        foreach (var term in s_terms)
        {
            if (lower[..length].IndexOf(term) >= 0)
                return true;
        }

        // 0 for o, @ for a, $ and 5 for s: the usual disguise of the usual example.
        lower[..length].Replace((byte)'0', (byte)'o');
        lower[..length].Replace((byte)'@', (byte)'a');
        lower[..length].Replace((byte)'$', (byte)'s');
        return lower[..length].IndexOf("pass"u8) >= 0;
    }

    private static bool Has(ReadOnlySpan<byte> label, ReadOnlySpan<byte> word)
    {
        for (var at = 0; at + word.Length <= label.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(label.Slice(at, word.Length), word))
                return true;
        }

        return false;
    }
}
