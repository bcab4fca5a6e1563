using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

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
    public static bool IsEndpointPath(ReadOnlySpan<byte> target) => UrlParameter.IsPath(target, "/ws"u8);

    /// <summary>The target of a handshake inside a connection whose origin is known.</summary>
    /// <param name="url">The absolute URL, http or https.</param>
    public static WebSocketTarget Inside(ReadOnlySpan<byte> url) =>
        new(url.ToArray(), UrlScheme.IsSecure(url), isEndpoint: false);

    /// <summary>Finds the target of a handshake; null when there is none, with the reason.</summary>
    public static WebSocketTarget? Of(RequestHead head, out string problem)
    {
        problem = "";
        if (head.Form == TargetForm.Absolute) return Checked(head.Target.ToArray(), isEndpoint: false, out problem);
        if (UrlParameter.Find(head.Target) is { } url) return Checked(url, isEndpoint: true, out problem);
        problem = UrlParameter.Missing;
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
        {
            byte[] told = [.. isSecure ? "https"u8 : "http"u8, .. url.AsSpan(colon)];
            return new WebSocketTarget(told, isSecure, isEndpoint);
        }

        if (!isEndpoint && Ascii.EqualsIgnoreCase(scheme, "http"u8)) return new WebSocketTarget(url, false, false);
        problem = "invalid URL: must be ws or wss";
        return null;
    }
}
