namespace Pipelock.Transport.Listening;

/// <summary>
/// The <c>url</c> parameter by which the endpoints <c>/fetch</c> and <c>/ws</c> are told where to go.
/// </summary>
internal static class UrlParameter
{
    /// <summary>What a client is told that gave none.</summary>
    public const string Missing = "missing 'url' query parameter";

    /// <summary>
    /// The URL that the query of <paramref name="target"/> names, unescaped; null when it names none.
    /// </summary>
    public static byte[]? Find(ReadOnlySpan<byte> target)
    {
        var question = target.IndexOf((byte)'?');
        var query = question < 0 ? default : target[(question + 1)..];
        var start = StartOfUrl(query);
        return start < 0 ? null : Unescape(Value(query, start));
    }

    /// <summary>Whether the path of <paramref name="target"/> is <paramref name="path"/>.</summary>
    public static bool IsPath(ReadOnlySpan<byte> target, ReadOnlySpan<byte> path) =>
        target.StartsWith(path) && (target.Length == path.Length || target[path.Length] == '?');

    /// <summary>Offset of the value of the first <c>url</c> parameter, or -1.</summary>
    private static int StartOfUrl(ReadOnlySpan<byte> query)
    {
        for (var at = 0; at < query.Length;)
        {
            if (query[at..].StartsWith("url="u8)) return at + 4;
            var next = query[at..].IndexOf((byte)'&');
            if (next < 0) break;
            at += next + 1;
        }

        return -1;
    }

    /// <summary>
    /// The value ends at the next parameter of ours; other names are parameters of a target that nobody escaped.
    /// </summary>
    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> query, int start)
    {
        var value = query[start..];
        var agent = value.IndexOf("&agent="u8);
        var end = value.IndexOf((byte)'&');
        return end >= 0 && end == agent ? value[..end] : value;
    }

    /// <summary>Percent-decodes once and drops control characters, which no URL holds.</summary>
    private static byte[] Unescape(ReadOnlySpan<byte> value)
    {
        var text = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var b = value[i];
            if (b == '%' && i + 2 < value.Length
                && char.IsAsciiHexDigit((char)value[i + 1]) && char.IsAsciiHexDigit((char)value[i + 2]))
            {
                b = (byte)((HexValue(value[i + 1]) << 4) | HexValue(value[i + 2]));
                i += 2;
            }

            if (b is >= 0x20 and not 0x7F) text.Add(b);
        }

        return [.. text];
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
