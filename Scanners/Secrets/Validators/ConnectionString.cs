using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Passwords in connection strings: <c>Server=…;User Id=…;Password=…</c>.</summary>
internal static class ConnectionString
{
    /// <summary>The list around the password is looked at so far in either direction.</summary>
    private const int Around = 400;

    private static readonly SearchValues<byte> s_valueEnd = SearchValues.Create("; \t\r\n\"'<>`\\"u8);

    private static readonly SearchValues<byte> s_lineEnd = SearchValues.Create("\r\n"u8);

    private static readonly byte[][] s_companions =
    [
        .. from key in new[]
        {
            "server=", "data source=", "datasource=", "host=", "uid=", "user id=", "userid=", "user=", "username=",
            "initial catalog=", "database=", "dbname=", "endpoint=", "port=",
        }
        select Encoding.ASCII.GetBytes(key),
    ];

    /// <summary>Narrows the match, which begins with the key, to key and value.</summary>
    public static bool TryNarrow(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        var equals = start + text[start..end].IndexOf((byte)'=');
        if (equals < start)
            return false;
        var valueStart = equals + 1;
        while (valueStart < text.Length && text[valueStart] is (byte)' ' or (byte)'\'' or (byte)'"')
            valueStart++;
        var rest = text[valueStart..Math.Min(text.Length, valueStart + Around)];
        var length = rest.IndexOfAny(s_valueEnd);
        var value = length < 0 ? rest : rest[..length];
        if (Placeholder.Is(value) || UrlPassword.IsGeneric(value) || value.IndexOfAny("{$<*"u8) >= 0
            || !HasCompanion(text, start, valueStart + value.Length))
        {
            return false;
        }

        end = valueStart + value.Length;
        return true;
    }

    /// <summary>A semicolon or a space, and beyond it another key of such strings, on the same line.</summary>
    private static bool HasCompanion(ReadOnlySpan<byte> text, int start, int end)
    {
        var before = text[Math.Max(0, start - Around)..start];
        before = before[(before.LastIndexOfAny(s_lineEnd) + 1)..];
        var after = text[end..Math.Min(text.Length, end + Around)];
        var lineEnd = after.IndexOfAny(s_lineEnd);
        after = lineEnd < 0 ? after : after[..lineEnd];
        return (before.TrimEnd(" "u8).EndsWith(";"u8) && Names(before)) || (after.StartsWith(";"u8) && Names(after));
    }

    private static bool Names(ReadOnlySpan<byte> list)
    {
        Span<byte> lower = stackalloc byte[Around];
        var length = 0;
        for (var i = 0; i < list.Length; i++)
        {
            // "User Id = x" and "User Id=x" are the same.
            if (list[i] == '=' && length > 0 && lower[length - 1] == ' ')
                length--;
            lower[length++] = char.IsAsciiLetterUpper((char)list[i]) ? (byte)(list[i] | 0x20) : list[i];
        }

        foreach (var key in s_companions)
        {
            if (lower[..length].IndexOf(key) >= 0)
                return true;
        }

        return false;
    }
}
