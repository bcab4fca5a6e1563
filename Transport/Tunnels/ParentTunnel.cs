using System.Net.Sockets;
using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tunnels;

/// <summary>Asks a parent proxy to open a tunnel.</summary>
internal static class ParentTunnel
{
    /// <summary>Names a place to the parent; true when the parent says that the tunnel is open.</summary>
    public static async ValueTask<bool> OpenAsync(
        UpstreamConnection connection,
        ParentProxy parent,
        ClientConnection client,
        DialPlace place,
        ProxyTimeouts timeouts)
    {
        client.AnswerHead.Reset();
        client.SetDeadline(Environment.TickCount64 + timeouts.ResponseHead);
        try
        {
            await connection.SendAsync(Request(place.Authority, parent)).ConfigureAwait(false);
            while (await connection.ReceiveMoreAsync().ConfigureAwait(false) > 0)
            {
                var status = client.AnswerHead.TryParse(connection.Unread, RequestMethod.Connect, out var consumed);
                connection.Consume(consumed);
                if (status == ParseStatus.Refused) return false;
                if (status == ParseStatus.NeedMore) continue;
                return client.AnswerHead.StatusCode is >= 200 and < 300;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The parent gave up, or the deadline did.
        }
        finally
        {
            client.ClearDeadline();
        }

        return false;
    }

    private static byte[] Request(string authority, ParentProxy parent)
    {
        var head = Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n");
        return [.. head, .. parent.AuthorizationField, .. "\r\n"u8];
    }
}
