using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Transport.WebSockets;

/// <summary>Where a handshake wants to go, as the http or https URL that is scanned and dialled. Immutable.</summary>
internal sealed class WebSocketTarget
{
    private WebSocketTarget(byte[] url, bool isSecure, bool isEndpoint)
    {
        Url = url;
        IsSecure = isSecure;
        IsEndpoint = isEndpoint;
    }

    /// <summary>The URL with ws or wss replaced by http or https; only its form is known to be right.</summary>
    public byte[] Url { get; }

    /// <summary>The origin is spoken to over TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>The client asked the proxy's own <c>/ws</c>, not a forward proxy.</summary>
    public bool IsEndpoint { get; }

    /// <summary>Whether an origin-form target is the endpoint.</summary>
    public static bool IsEndpointPath(ReadOnlySpan<byte> target) =>
        target.StartsWith("/ws"u8) && (target.Length == 3 || target[3] == '?');

    /// <summary>The target of a handshake inside a connection whose origin is known.</summary>
    /// <param name="url">The absolute URL, http or https.</param>
    public static WebSocketTarget Inside(ReadOnlySpan<byte> url) =>
        new(url.ToArray(), Ascii.EqualsIgnoreCase(url[..Math.Min(6, url.Length)], "https:"u8), isEndpoint: false);

    /// <summary>Finds the target of a handshake; null when there is none, with the reason.</summary>
    public static WebSocketTarget? Of(RequestHead head, out string problem)
    {
        problem = "";
        if (head.Form == TargetForm.Absolute) return Checked(head.Target.ToArray(), isEndpoint: false, out problem);
        var question = head.Target.IndexOf((byte)'?');
        var query = question < 0 ? default : head.Target[(question + 1)..];
        var start = StartOfUrl(query);
        if (start >= 0) return Checked(Unescape(Value(query, start)), isEndpoint: true, out problem);
        problem = "missing 'url' query parameter";
        return null;
    }

    private static WebSocketTarget? Checked(byte[] url, bool isEndpoint, out string problem)
    {
        problem = "";
        var colon = url.AsSpan().IndexOf("://"u8);
        var scheme = colon < 0 ? default : url.AsSpan(0, colon);
        var isSecure = Ascii.EqualsIgnoreCase(scheme, "wss"u8);
        // An ordinary upgrade goes to a URL of http; the endpoint is asked for ws or wss.
        if (isSecure || Ascii.EqualsIgnoreCase(scheme, "ws"u8))
            return new WebSocketTarget([.. isSecure ? "https"u8 : "http"u8, .. url.AsSpan(colon)], isSecure, isEndpoint);
        if (!isEndpoint && Ascii.EqualsIgnoreCase(scheme, "http"u8)) return new WebSocketTarget(url, false, false);
        problem = "invalid URL: must be ws or wss";
        return null;
    }

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
