using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Transparent;

/// <summary>
/// Requests name their host in Host; the port is that of the connection they were taken from. Immutable.
/// </summary>
/// <remarks>
/// The name is resolved anew and its addresses checked, so that a request for an allowed name cannot be carried to the
/// address of another: where the client was going counts only as far as the port, and where it names no host.
/// </remarks>
/// <param name="destination">Where the client was going.</param>
internal sealed class HostOrigin(System.Net.IPEndPoint destination) : IRequestUrl
{
    private const int DefaultPort = 80;

    private readonly byte[] _suffix =
        destination.Port == DefaultPort ? [] : Encoding.ASCII.GetBytes($":{destination.Port}");

    private readonly byte[] _address = Encoding.ASCII.GetBytes(destination.ToString());

    /// <inheritdoc/>
    public bool TryCompose(ClientConnection client)
    {
        var head = client.Head;
        if (head.Form is not (TargetForm.Origin or TargetForm.Asterisk)) return false;
        var path = head.Form == TargetForm.Origin ? head.Target : default;
        if (head.Host.IsEmpty)
        {
            client.ComposeUrl("http://"u8, _address, path);
            return true;
        }

        if (!Authority.TryParse(head.Host, out var authority)) return false;
        if (authority.Port < 0)
        {
            Span<byte> whole = stackalloc byte[512];
            if (head.Host.Length + _suffix.Length > whole.Length) return false;
            head.Host.CopyTo(whole);
            _suffix.CopyTo(whole[head.Host.Length..]);
            client.ComposeUrl("http://"u8, whole[..(head.Host.Length + _suffix.Length)], path);
            return true;
        }

        if (authority.Port != destination.Port) return false;
        client.ComposeUrl("http://"u8, head.Host, path);
        return true;
    }
}
