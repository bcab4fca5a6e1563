using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>
/// Values that stand for a secret without being one: <c>xxx</c>, <c>***</c>, <c>&lt;token&gt;</c>, <c>${TOKEN}</c>,
/// <c>$TOKEN</c>, <c>your_api_key</c>, and expressions that fetch one. Weak passwords are no placeholders.
/// </summary>
internal static class Placeholder
{
    private static readonly SearchValues<byte> s_filler = SearchValues.Create("xX*.-_#?"u8);

    private static readonly SearchValues<byte> s_identifier =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"u8);

    private static readonly SearchValues<byte> s_words =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-."u8);

    private static readonly byte[][] s_expressions =
    [
        .. from text in new[]
        {
            "os.environ", "os.getenv", "process.env", "getenv(", "system.getenv", "env[", "env(", "secrets.",
            "import.meta.env", "config.", "settings.",
        }
        select Encoding.ASCII.GetBytes(text),
    ];

    private static readonly SearchValues<byte> s_constant = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    private static readonly NameSet s_kinds = new("pass", "password", "passwd", "token", "key", "secret");

    private static readonly NameSet s_owners = new("my", "another", "some", "the", "dummy", "fake");

    private static readonly NameSet s_values =
        new("null", "none", "nil", "undefined", "true", "false", "redacted", "placeholder", "string");

    private static readonly NameSet s_examples = new(
        "changeme", "change-me", "change_me", "changeit", "replaceme", "replace-me", "replace_me", "example");

    /// <summary>Whether the value, without its quotes, is a placeholder. The empty value is.</summary>
    public static bool Is(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || IsFiller(value) || IsFilled(value) || IsSmallNumber(value) || IsMarkWithFiller(value)
            || IsBrokenOff(value))
            return true;
        var last = value[^1];
        return value[0] switch
        {
            (byte)'<' or (byte)'{' => true,
            (byte)'[' => last == ']',
            (byte)'$' => IsReference(value[1..]),
            (byte)'%' => last == '%' || IsBracketed(value) || value.Length < 3 || !IsHex(value[1]) || !IsHex(value[2]),
            (byte)'&' => value.StartsWith("&lt;"u8) && value.EndsWith("&gt;"u8),
            _ => IsYours(value) || s_values.Contains(value) || IsExpression(value) || IsConstant(value) || IsMine(value),
        };
    }

    /// <summary>What a file of settings to be copied has; elsewhere it is a weak password.</summary>
    public static bool IsExample(ReadOnlySpan<byte> value) => s_examples.Contains(value);

    /// <summary>A prefix and nothing but filler behind it: <c>ghp_xxxxxxxxxxxx</c>, <c>sk-ant-********</c>.</summary>
    public static bool IsFilled(ReadOnlySpan<byte> value)
    {
        const int Least = 8;
        var filler = value[^1];
        if (filler is not ((byte)'x' or (byte)'X' or (byte)'*' or (byte)'.'))
            return false;
        var length = value.Length - 1 - value.LastIndexOfAnyExcept(filler);
        return length >= Least && length * 2 >= value.Length;
    }

    /// <summary><c>sk_test_xxx</c>: the mark of a format, and three to seven x behind its dash.</summary>
    private static bool IsMarkWithFiller(ReadOnlySpan<byte> value)
    {
        const int Longest = 20;
        var tail = value.Length <= Longest ? value.TrimEnd("xX"u8).Length : 0;
        return tail > 0 && value.Length - tail >= 3 && value[tail - 1] is (byte)'_' or (byte)'-';
    }

    /// <summary><c>%3Ctoken%3E</c>: angle brackets, percent-encoded.</summary>
    private static bool IsBracketed(ReadOnlySpan<byte> value) =>
        value.Length >= 6 && Ascii.EqualsIgnoreCase(value[..3], "%3C"u8)
            && Ascii.EqualsIgnoreCase(value[^3..], "%3E"u8);

    /// <summary><c>sk_test_...</c>: the mark of a format, and dots for what is left out.</summary>
    private static bool IsBrokenOff(ReadOnlySpan<byte> value)
    {
        const int Longest = 16;
        return value.EndsWith("..."u8) && value.TrimEnd((byte)'.') is { Length: <= Longest } mark
            && mark.ContainsAny("_-"u8) && !mark.ContainsAnyInRange((byte)'0', (byte)'9');
    }

    /// <summary>Fillers only, or fillers that leave the last four characters readable.</summary>
    private static bool IsFiller(ReadOnlySpan<byte> value)
    {
        const int Readable = 4;
        var run = value.IndexOfAnyExcept(s_filler);
        return run < 0 || (run >= Readable && value.Length - run <= Readable)
            || (value.Length % 3 == 0 && IsBullets(value));
    }

    /// <summary>A hexadecimal constant of up to 32 bits, as in an enumeration of parser tokens.</summary>
    private static bool IsSmallNumber(ReadOnlySpan<byte> value)
    {
        const int Digits = 8;
        var number = value.TrimEnd((byte)',');
        if (number.Length is <= 2 or > 2 + Digits || !number.StartsWith("0x"u8))
            return false;
        foreach (var b in number[2..])
        {
            if (!IsHex(b))
                return false;
        }

        return true;
    }

    /// <summary>Bullets (U+2022) or ellipses (U+2026) only.</summary>
    private static bool IsBullets(ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < value.Length; i += 3)
        {
            if (!value[i..].StartsWith("\u2022"u8) && !value[i..].StartsWith("\u2026"u8))
                return false;
        }

        return true;
    }

    /// <summary><c>${…}</c>, <c>$(…)</c>, <c>$env:…</c>, or a bare name.</summary>
    private static bool IsReference(ReadOnlySpan<byte> rest) =>
        rest.IsEmpty || rest[0] is (byte)'{' or (byte)'(' || rest.StartsWith("env:"u8)
        || !rest.ContainsAnyExcept(s_identifier)
        || (!rest.ContainsAnyInRange((byte)'a', (byte)'z') && char.IsAsciiLetterUpper((char)rest[0])
            && !rest.ContainsAnyExceptInRange((byte)'0', (byte)'_'));

    /// <summary><c>your_api_key</c>, <c>xoxb-your-token-here</c>: letters, with "your" at the start of a
    /// word.</summary>
    private static bool IsYours(ReadOnlySpan<byte> value)
    {
        if (value.ContainsAnyExcept(s_words))
            return false;
        for (var at = 0; at + 4 <= value.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(value.Slice(at, 4), "your"u8)
                && (at == 0 || value[at - 1] is (byte)'-' or (byte)'_' or (byte)'.'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>RABBIT_PASS</c>, <c>PORTKEY_API_KEY</c>: the name of a secret in capitals, in its place.</summary>
    private static bool IsConstant(ReadOnlySpan<byte> value) =>
        value.LastIndexOf((byte)'_') is > 1 and var dash && !value.ContainsAnyExcept(s_constant)
            && (s_kinds.Contains(value[(dash + 1)..]) || value[(dash + 1)..].SequenceEqual("DBPASS"u8));

    /// <summary><c>my_password</c>, <c>another_secret_key</c>: words around the name of what is to be put there.</summary>
    private static bool IsMine(ReadOnlySpan<byte> value)
    {
        var first = value.IndexOfAny((byte)'_', (byte)'-');
        var last = value.LastIndexOfAny((byte)'_', (byte)'-');
        return first > 0 && !value.ContainsAnyExcept(s_words) && s_owners.Contains(value[..first])
            && s_kinds.Contains(value[(last + 1)..]);
    }

    private static bool IsExpression(ReadOnlySpan<byte> value)
    {
        foreach (var start in s_expressions)
        {
            if (value.Length >= start.Length && Ascii.EqualsIgnoreCase(value[..start.Length], start))
                return true;
        }

        return false;
    }

    private static bool IsHex(byte b) => char.IsAsciiHexDigit((char)b);
}
