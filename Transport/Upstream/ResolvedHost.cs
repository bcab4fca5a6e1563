using System.Net;

namespace Pipelock.Transport.Upstream;

/// <summary>The addresses of one host name at one moment. Immutable.</summary>
/// <param name="host">The name as it was asked for, lower case.</param>
/// <param name="addresses">Every address of the answer; empty when the name could not be resolved.</param>
/// <param name="expiresAt">Milliseconds of the monotonic clock after which it must be asked again.</param>
public sealed class ResolvedHost(string host, IPAddress[] addresses, long expiresAt)
{
    /// <summary>The name as it was asked for, lower case.</summary>
    public string Host { get; } = host;

    /// <summary>Every address of the answer, in the resolver's order; empty when the lookup failed.</summary>
    public IPAddress[] Addresses { get; } = addresses;

    /// <summary>Milliseconds of the monotonic clock after which it must be asked again.</summary>
    public long ExpiresAt { get; } = expiresAt;

    /// <summary>The name did not resolve, or not within the deadline.</summary>
    public bool Failed => Addresses.Length == 0;
}
