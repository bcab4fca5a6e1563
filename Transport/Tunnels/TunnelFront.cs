using System.Buffers;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Tunnels;

/// <summary>The client's end of a tunnel: says once that it is open, and to the log that it was closed.</summary>
/// <param name="services">What every connection shares.</param>
/// <param name="client">The client connection.</param>
/// <param name="asked">The client asked for the tunnel and waits for an answer; a redirected one does neither.</param>
internal sealed class TunnelFront(ProxyServices services, ClientConnection client, bool asked)
{
    private bool _open;

    /// <summary>The tunnel is open as far as the client knows.</summary>
    public bool IsOpen => _open;

    /// <summary>Opens it, unless it is open.</summary>
    public async ValueTask OpenAsync(ExchangeEntry entry)
    {
        if (_open) return;
        _open = true;
        if (asked)
        {
            client.Output.Write("HTTP/1.1 200 Connection Established\r\n\r\n"u8);
            await client.Output.FlushAsync().ConfigureAwait(false);
        }

        services.Journal.TunnelOpened(client, entry);
    }

    /// <summary>It is over.</summary>
    /// <param name="entry">What identifies it in the log.</param>
    /// <param name="bytes">Bytes of both directions that nothing else has counted.</param>
    public void Close(ExchangeEntry entry, long bytes)
    {
        if (!_open) return;
        _open = false;
        client.Detach();
        client.ClearDeadline();
        services.Journal.TunnelClosed(client, entry, bytes);
    }
}
