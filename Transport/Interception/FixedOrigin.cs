using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Interception;

/// <summary>All requests go to the host that the tunnel was opened for. Immutable.</summary>
/// <remarks>
/// A Host that differs would be a request to one origin by the rules of another (RFC 9110 §7.4). Costs no allocation.
/// </remarks>
internal sealed class FixedOrigin : IRequestUrl
{
    private const int DefaultPort = 443;

    private readonly byte[] _host;
    private readonly byte[] _authority;
    private readonly int _port;

    /// <summary>Knows one origin.</summary>
    /// <param name="host">Its name or address, without brackets.</param>
    /// <param name="port">Its TCP port.</param>
    public FixedOrigin(ReadOnlySpan<byte> host, int port)
    {
        _host = WithoutRootDot(host).ToArray();
        _port = port;
        var bracketed = _host.AsSpan().Contains((byte)':') ? [.. "["u8, .. _host, .. "]"u8] : _host;
        _authority = port == DefaultPort ? bracketed : [.. bracketed, .. Encoding.ASCII.GetBytes($":{port}")];
    }

    /// <inheritdoc/>
    public bool TryCompose(ClientConnection client)
    {
        var head = client.Head;
        var written = head.Host.IsEmpty ? _authority : head.Host;
        if (!IsOurs(written)) return false;
        switch (head.Form)
        {
            case TargetForm.Origin:
                client.ComposeUrl("https://"u8, written, head.Target);
                return true;
            case TargetForm.Asterisk:
                client.ComposeUrl("https://"u8, written, default);
                return true;
            case TargetForm.Absolute:
                return IsOursAbsolute(head.Target); // The URL is the target itself.
            default:
                return false; // A tunnel within a tunnel would hide what is in it.
        }
    }

    private bool IsOurs(ReadOnlySpan<byte> written) =>
        Authority.TryParse(written, out var authority)
        && (authority.Port < 0 ? DefaultPort : authority.Port) == _port
        && Ascii.EqualsIgnoreCase(WithoutRootDot(authority.Host), _host);

    private bool IsOursAbsolute(ReadOnlySpan<byte> url)
    {
        var scheme = "https://"u8;
        if (url.Length < scheme.Length || !Ascii.EqualsIgnoreCase(url[..scheme.Length], scheme)) return false;
        url = url[scheme.Length..];
        var end = url.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        return IsOurs(end < 0 ? url : url[..end]);
    }

    private static ReadOnlySpan<byte> WithoutRootDot(ReadOnlySpan<byte> name) =>
        name.EndsWith("."u8) ? name[..^1] : name;
}
