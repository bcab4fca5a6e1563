using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net.Security;
using System.Text;
using Pipelock.Tls.Origins;

namespace Pipelock.Transport.Upstream;

/// <summary>Knows who each origin has to be. Thread-safe; a known origin costs one look-up and no allocation.</summary>
/// <param name="verifier">Decides about certificates.</param>
/// <param name="clientCertificate">The certificate we show a host; null for none.</param>
public sealed class OriginIdentities(
    OriginVerifier verifier, Func<string, SslStreamCertificateContext?> clientCertificate)
{
    /// <summary>Origins remembered at most; beyond, all are forgotten, and their idle connections with them.</summary>
    private const int Capacity = 8192;

    private const int MaxHost = 255;
    private const int MaxPort = 5;

    private readonly ConcurrentDictionary<string, OriginIdentity> _known = new(HostBytesComparer.Instance);

    /// <summary>The identity of a host, without brackets, at a port.</summary>
    public OriginIdentity Of(ReadOnlySpan<byte> host, int port)
    {
        if (host.Length > MaxHost) return Make(host, port);
        Span<byte> key = stackalloc byte[MaxHost + 1 + MaxPort];
        host.CopyTo(key);
        key[host.Length] = (byte)' ';
        Utf8Formatter.TryFormat(port, key[(host.Length + 1)..], out var digits);
        key = key[..(host.Length + 1 + digits)];
        var byBytes = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (byBytes.TryGetValue(key, out var known)) return known;
        if (_known.Count >= Capacity) _known.Clear();
        return _known.GetOrAdd(Encoding.ASCII.GetString(key), Make(host, port));
    }

    private OriginIdentity Make(ReadOnlySpan<byte> host, int port)
    {
        var name = Encoding.ASCII.GetString(host).ToLowerInvariant();
        return new OriginIdentity(name, port, verifier, clientCertificate(name));
    }
}
