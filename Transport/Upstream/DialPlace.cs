using Pipelock.Policy;

namespace Pipelock.Transport.Upstream;

/// <summary>Where a connection is to lead.</summary>
/// <param name="Host">The host name or literal, without brackets.</param>
/// <param name="HostBytes">The same as bytes.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Surface">What the decision about a refused address speaks of.</param>
public readonly record struct DialPlace(string Host, ReadOnlyMemory<byte> HostBytes, int Port, Surface Surface)
{
    /// <summary>Host and port as a tunnel is asked for; an IPv6 address stands in brackets.</summary>
    public string Authority => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
