using System.Buffers;
using System.Text;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Assignments <c>NAME=value</c> whose value is one, not a place for one.</summary>
internal static class Assignment
{
    /// <summary>No placeholder is longer; a bound, because a text may consist of assignments only.</summary>
    private const int MaxValue = 256;

    private static readonly SearchValues<byte> s_valueEnd = SearchValues.Create(" \t\r\n\v\f&\"'`\\"u8);

    private static readonly SearchValues<byte> s_checkout =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);

    private static readonly SearchValues<byte> s_selector = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-_"u8);

    /// <summary>Narrows a match to the name and what follows it; false if the value is a placeholder.</summary>
    public static bool TryNarrow(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        var equals = text[start..end].IndexOf((byte)'=');
        if (equals < 0)
            return false;
        equals += start;
        var name = equals;
        while (name > start && IsNameByte(text[name - 1]))
            name--;
        // The end of a longer name, as in myTOKEN=, is not the name looked for.
        if (name > 0 && char.IsAsciiLetterOrDigit((char)text[name - 1]))
            return false;
        // RFC 7512: the token of a PKCS #11 URI is the label of a device.
        if (text[..name].EndsWith("pkcs11:"u8))
            return false;
        var value = text.Slice(equals + 1, Math.Min(MaxValue, text.Length - equals - 1)).TrimStart("\"'`\\"u8);
        var stop = value.IndexOfAny(s_valueEnd);
        value = stop < 0 ? value : value[..stop];
        var isVariable = !text[name..equals].ContainsAnyInRange((byte)'a', (byte)'z');
        if (Placeholder.Is(value) || (isVariable && Placeholder.IsExample(value)) || IsCode(value)
            || IsTicket(text[name..equals], value) || IsAgainstForgery(text[..equals])
            || StatusBadge.IsIn(text[..name]) || IsOfName(text[name..equals], value)
            || value.Length < LeastLength(text, name, isVariable))
        {
            return false;
        }

        start = name;
        return true;
    }

    // What the quotes around a value hide: it is shorter than a secret, where no URL says that it is one.
    private static int LeastLength(ReadOnlySpan<byte> text, int name, bool isVariable)
    {
        const int InUrl = 4;
        const int InSettings = 8;
        var isParameter = name > 0 && text[name - 1] is (byte)'?' or (byte)'&' or (byte)';' or (byte)':';
        return isVariable && !isParameter ? InSettings : InUrl;
    }

    // token=7c9e6679-7425-…: what links in mails and lists of downloads carry; keys of services have a name that says
    // so.
    private static bool IsTicket(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        ((value.Length == KnownIdentifiers.UuidLength && KnownIdentifiers.MatchUuid(value) > 0) || IsCheckout(value))
        && Ascii.EqualsIgnoreCase(name, "token"u8);

    // EC-60385559L1062554J: PayPal calls what is being paid for so, in the address it sends a buyer back to.
    private static bool IsCheckout(ReadOnlySpan<byte> value)
    {
        const int Length = 20;
        return value.Length == Length && value.StartsWith("EC-"u8) && !value[3..].ContainsAnyExcept(s_checkout);
    }

    // MYSQL_PASSWORD=password, POSTGRES_PASSWORD=postgres: the name says it already. Settings of what runs for a test.
    private static bool IsOfName(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var dash = name.LastIndexOf((byte)'_');
        return dash > 0 && !name.ContainsAnyInRange((byte)'a', (byte)'z') && value.Length <= name.Length
            && (Ascii.EqualsIgnoreCase(name[(dash + 1)..], value) || Ascii.EqualsIgnoreCase(name[..dash], value));
    }

    // XSRF-TOKEN=…: what a site gives its own forms and gets back from them; the key that makes them is a secret.
    private static bool IsAgainstForgery(ReadOnlySpan<byte> before)
    {
        const int Mark = 4; // csrf
        const int Longest = 40;
        var name = before[Math.Max(0, before.Length - Longest)..];
        for (var at = name.Length; at-- > 0;)
        {
            if (!IsNameByte(name[at]))
            {
                name = name[(at + 1)..];
                break;
            }
        }

        if (name.Length < 2 * Mark || !Ascii.EqualsIgnoreCase(name[^5..], "token"u8))
            return false;
        for (var at = 0; at + Mark < name.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(name.Slice(at, Mark), "csrf"u8)
                || Ascii.EqualsIgnoreCase(name.Slice(at, Mark), "xsrf"u8))
            {
                return true;
            }
        }

        return false;
    }

    // token=tokens[i], token=[type,value], TOKEN=function(){…, DATA_API_KEY=".data-api": an expression of a program,
    // or what finds a part of a page.
    private static bool IsCode(ReadOnlySpan<byte> value)
    {
        var open = value.IndexOfAnyExceptInRange((byte)'a', (byte)'z');
        if (open < 0)
            return false;
        return (value[open] == '[' && value[open..].Contains((byte)']')) || value.StartsWith("function("u8)
            || (value[0] is (byte)'.' or (byte)'#' && !value[1..].ContainsAnyExcept(s_selector));
    }

    private static bool IsNameByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-';
}
