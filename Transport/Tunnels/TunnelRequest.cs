using Pipelock.Policy;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tunnels;

/// <summary>A tunnel that the policy has let through. Immutable.</summary>
/// <param name="Entry">What identifies it in the log.</param>
/// <param name="Place">Where it leads.</param>
/// <param name="Policy">The policy that decided; good until the tunnel ends.</param>
internal sealed record TunnelRequest(ExchangeEntry Entry, DialPlace Place, PolicySnapshot Policy)
{
    /// <summary>The host, without brackets.</summary>
    public ReadOnlySpan<byte> Host => Place.HostBytes.Span;
}
