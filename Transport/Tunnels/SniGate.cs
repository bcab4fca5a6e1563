using System.Buffers;
using System.Text;
using Pipelock.Protocols.ClientHello;

namespace Pipelock.Transport.Tunnels;

/// <summary>
/// Holds back what a client first says in its tunnel until its TLS server name is known to be the host it asked for.
/// </summary>
/// <remarks>
/// A tunnel opened for one host and used for another would get around every rule about hosts (domain fronting). What is
/// not TLS, and TLS without a server name, passes: there is nothing to compare.
/// </remarks>
/// <param name="connectHost">The host of the CONNECT request, without brackets.</param>
internal sealed class SniGate(byte[] connectHost)
{
    /// <summary>What the client said, in the word of log and metrics; empty while it has not said anything.</summary>
    public string Category { get; private set; } = "";

    /// <summary>The server name of the handshake; empty when there was none.</summary>
    public byte[] ServerName { get; private set; } = [];

    /// <summary>The tunnel must not go on.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Looks at everything received so far; false when more is needed.</summary>
    public bool TryDecide(in ReadOnlySequence<byte> received, bool ended)
    {
        var bytes = received.IsSingleSegment
            ? received.FirstSpan
            : received.Slice(0, Math.Min(received.Length, ClientHelloReader.MaxBytes + 1)).ToArray();
        switch (ClientHelloReader.TryRead(bytes, out var hello))
        {
            case ClientHelloStatus.NeedMore when !ended:
                return false;
            case ClientHelloStatus.NotTls:
                Category = "not_tls";
                break;
            case ClientHelloStatus.Complete when !hello.HasServerName:
                Category = "no_extension";
                break;
            case ClientHelloStatus.Complete:
                ServerName = hello.ServerName.ToArray();
                IsRefused = !IsSameHost(hello.ServerName);
                Category = IsRefused ? "mismatch" : "match";
                break;
            default:
                Category = "malformed_tls";
                IsRefused = true;
                break;
        }

        return true;
    }

    /// <summary>A client hello began and did not end in time.</summary>
    public void TimeOut()
    {
        Category = "timeout";
        IsRefused = true;
    }

    private bool IsSameHost(ReadOnlySpan<byte> serverName) =>
        Ascii.EqualsIgnoreCase(WithoutRootDot(serverName), WithoutRootDot(connectHost));

    private static ReadOnlySpan<byte> WithoutRootDot(ReadOnlySpan<byte> name) =>
        name.EndsWith("."u8) ? name[..^1] : name;
}
