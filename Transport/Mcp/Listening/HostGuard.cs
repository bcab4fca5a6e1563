using System.Net;
using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>
/// Keeps web pages out of a listener on loopback: a name that a page's owner points at 127.0.0.1 (DNS rebinding) is no
/// name of this machine (MCP, "Streamable HTTP", security warning).
/// </summary>
internal static class HostGuard
{
    /// <summary>Whether the request names this machine, in its Host and in its Origin where it has one.</summary>
    public static bool Admits(RequestHead head)
    {
        if (!IsOurs(head.Host)) return false;
        if (!head.Fields.TryFind(KnownHeader.Origin, out var origin)) return true;
        var scheme = origin.IndexOf("://"u8);
        return scheme > 0 && IsOurs(origin[(scheme + 3)..]);
    }

    private static bool IsOurs(ReadOnlySpan<byte> authority)
    {
        var host = authority;
        if (!host.IsEmpty && host[0] == '[')
        {
            var close = host.IndexOf((byte)']');
            host = close < 0 ? default : host[1..close];
        }
        else if (host.IndexOf((byte)':') is var colon and >= 0)
        {
            host = host[..colon];
        }

        if (Ascii.EqualsIgnoreCase(host, "localhost"u8)) return true;
        Span<char> text = stackalloc char[64];
        return host.Length is > 0 and <= 45 && Encoding.ASCII.TryGetChars(host, text, out var length)
            && IPAddress.TryParse(text[..length], out var address) && IPAddress.IsLoopback(address);
    }
}
