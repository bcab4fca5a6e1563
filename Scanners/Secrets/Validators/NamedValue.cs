using System.Buffers;
using System.Text;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Values next to a name that says "secret", in JSON, YAML, INI files and source code.</summary>
/// <remarks>
/// The name alone proves little: code assigns tokens, interfaces page with them, documentation explains them. So the
/// value must be random, and neither the name nor what follows may say that it is something else.
/// </remarks>
internal static class NamedValue
{
    private const int MaxName = 64;
    private const int MaxGap = 16;
    private const int MaxValue = 512;
    private const int MinValue = 12;

    private static readonly SearchValues<byte> s_separators = SearchValues.Create(" \t\r\n:=>\"'`\\"u8);

    private static readonly SearchValues<byte> s_value = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.~!@#$%^*-"u8);

    /// <summary>Names of what is random and no secret: positions in lists, marks of versions, public halves.</summary>
    private static readonly byte[][] s_harmless =
    [
        .. from word in new[]
        {
            "page", "next", "continu", "csrf", "xsrf", "cursor", "progress", "sync", "public", "hash", "digest",
            "checksum", "cancel", "resume", "etag", "version", "instrumentation", "authenticity", "verification",
            "nonce", "captcha", "challenge", "antiforgery", "integrity", "fingerprint", "thumbprint",
            "cart", "checkout", "skip", "delta", "creation", "idempoten", "clienttoken", "clientrequesttoken",
        }
        select Encoding.ASCII.GetBytes(word),
    ];

    /// <summary>What publishable keys begin with: PostHog, Stripe and Clerk, Mapbox, Supabase.</summary>
    private static readonly byte[][] s_publishable =
    [
        .. from mark in new[] { "phc_", "pk_live_", "pk_test_", "pk.eyJ", "sb_publishable_" }
            select Encoding.ASCII.GetBytes(mark),
    ];

    /// <summary>Narrows a match to name and value; false when the value is no secret.</summary>
    public static bool TryNarrow(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        // The match ends with the first separator behind the name; others, quotes and spaces may follow.
        var behind = text[end..Math.Min(text.Length, end + MaxGap)];
        var gap = behind.IndexOfAnyExcept(s_separators);
        if (gap < 0)
            return false;
        var valueStart = end + gap;
        var rest = text[valueStart..Math.Min(text.Length, valueStart + MaxValue)];
        var length = rest.IndexOfAnyExcept(s_value);
        var value = length < 0 ? rest : rest[..length];
        var isQuoted = text[valueStart - 1] is (byte)'"' or (byte)'\'' or (byte)'`';
        var nameStart = NameStart(text, start);
        if (value.Length < MinValue || IsHarmless(text[nameStart..end]) || text[..nameStart].EndsWith("checksum/"u8)
            || IsOfForm(text[nameStart..end], value) || IsOfBrowser(value) || IsSealed(text[..nameStart], value)
            || (IsAfterAccount(text[..nameStart]) && IsNameOfSecret(value))
            || IsParameter(text, nameStart, start, end)
                || (!isQuoted && IsCode(value, length < 0 ? default : rest[length])) || !IsSecret(value))
        {
            return false;
        }

        (start, end) = (nameStart, valueStart + value.Length);
        return true;
    }

    /// <summary>A parameter that the rule of credentials in URLs finds already, whatever its value.</summary>
    private static bool IsParameter(ReadOnlySpan<byte> text, int nameStart, int start, int end) =>
        nameStart == start && (start == 0 || "?&;:\n"u8.Contains(text[start - 1])) && text[end - 1] == '='
        && (Ascii.EqualsIgnoreCase(text[start..(end - 1)], "password"u8)
            || Ascii.EqualsIgnoreCase(text[start..(end - 1)], "secret"u8)
            || Ascii.EqualsIgnoreCase(text[start..(end - 1)], "token"u8));

    private static int NameStart(ReadOnlySpan<byte> text, int start)
    {
        var floor = Math.Max(0, start - MaxName);
        while (start > floor && (char.IsAsciiLetterOrDigit((char)text[start - 1]) || text[start - 1] is (byte)'_'
            or (byte)'-'))
        {
            start--;
        }

        return start;
    }

    /// <summary>A SealedSecret of Kubernetes: only the cluster can open its values.</summary>
    private static bool IsSealed(ReadOnlySpan<byte> before, ReadOnlySpan<byte> value)
    {
        const int Shortest = 200;
        const int Manifest = 8 * 1024;
        return value.Length >= Shortest && value.StartsWith("Ag"u8)
            && before[Math.Max(0, before.Length - Manifest)..].IndexOf("encryptedData"u8) >= 0;
    }

    /// <summary>The name of a secret at AWS: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX.</summary>
    private static bool IsAfterAccount(ReadOnlySpan<byte> before)
    {
        const int Account = 12;
        const int Longest = 80;
        if (before.Length <= Account || before[^1] != ':'
            || before[^(Account + 1)..^1].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        before = before[Math.Max(0, before.Length - Longest)..];
        return before.LastIndexOf(":secretsmanager:"u8) >= 0;
    }

    /// <summary>Words, and what AWS puts behind every name: a dash and six random characters.</summary>
    private static bool IsNameOfSecret(ReadOnlySpan<byte> value)
    {
        const int Suffix = 7;
        return value.Length > Suffix && value[^Suffix] == '-' && Randomness.Count(value[..^Suffix]) == 0;
    }

    private static bool IsHarmless(ReadOnlySpan<byte> name)
    {
        Span<byte> lower = stackalloc byte[2 * MaxName];
        name = name[..Math.Min(name.Length, lower.Length)];
        Ascii.ToLower(name, lower, out var length);
        foreach (var word in s_harmless)
        {
            if (lower[..length].IndexOf(word) >= 0)
                return true;
        }

        return false;
    }

    /// <summary><c>"_token": "…"</c>: what Laravel puts into its forms against requests forged elsewhere.</summary>
    private static bool IsOfForm(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        const int Length = 40;
        return value.Length == Length && name.StartsWith("_token"u8)
            && !value.ContainsAnyExcept(AsciiSets.LettersAndDigits);
    }

    /// <summary>A token of Datadog for programs in browsers: its mark, and 32 hexadecimal digits.</summary>
    private static bool IsOfBrowser(ReadOnlySpan<byte> value) =>
        value.Length == 35 && value.StartsWith("pub"u8) && KnownIdentifiers.IsHex(value[3..]);

    /// <summary>A call, an index, a member, a variable: <c>parse(x)</c>, <c>keys[0]</c>, <c>config.auth2.token</c>,
    /// <c>defaultToConfig2,</c>.</summary>
    private static bool IsCode(ReadOnlySpan<byte> value, byte next) =>
        next is (byte)'(' or (byte)'[' or (byte)'<' or (byte)'{' || value.Contains((byte)'.') || value[0] == '$'
        || (next is (byte)',' or (byte)';' or (byte)')' or (byte)'}' && IsVariable(value));

    /// <summary>Letters from a small one on, and a number of one digit behind them at most.</summary>
    private static bool IsVariable(ReadOnlySpan<byte> value) =>
        char.IsAsciiLetterLower((char)value[0]) && char.IsAsciiLetterOrDigit((char)value[^1])
        && !value[..^1].ContainsAnyExcept(AsciiSets.Letters);

    private static bool IsSecret(ReadOnlySpan<byte> value) =>
        !Placeholder.Is(value) && value[0] is not ((byte)'/' or (byte)'.' or (byte)'@') && !IsUuid(value)
        && value.IndexOf("://"u8) < 0 && !IsToken(value) && !IsPublishable(value) && Variety.IsRandom(value);

    /// <summary>Keys made to stand in pages and programs that anybody can read; their mark says so.</summary>
    private static bool IsPublishable(ReadOnlySpan<byte> value)
    {
        foreach (var mark in s_publishable)
        {
            if (value.StartsWith(mark))
                return true;
        }

        return false;
    }

    /// <summary>A JSON Web Token is judged by what it says.</summary>
    private static bool IsToken(ReadOnlySpan<byte> value) => value.StartsWith("eyJ"u8) && value.Contains((byte)'.');

    private static bool IsUuid(ReadOnlySpan<byte> value) => value.Length == 36 && Guid.TryParse(value, out _);
}
