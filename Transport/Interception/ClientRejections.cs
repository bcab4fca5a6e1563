using System.Collections.Concurrent;
using System.Net;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Interception;

/// <summary>Remembers which client did not accept our certificate for which host. Bounded, thread-safe.</summary>
internal sealed class ClientRejections
{
    /// <summary>Pairs remembered at most; beyond, all are forgotten, and learnt again at one failure each.</summary>
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<(IPAddress Client, string Host), byte> _pairs = new();

    /// <summary>The client rejected the certificate of <paramref name="host"/>.</summary>
    public void Add(IPAddress client, ReadOnlySpan<byte> host)
    {
        if (_pairs.Count >= Capacity) _pairs.Clear();
        _pairs[(client, HostBytesComparer.Instance.Create(host))] = 0;
    }

    /// <summary>Whether it did so before.</summary>
    public bool Contains(IPAddress client, ReadOnlySpan<byte> host) =>
        !_pairs.IsEmpty && _pairs.ContainsKey((client, HostBytesComparer.Instance.Create(host)));
}
