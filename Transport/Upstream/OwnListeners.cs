using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using Pipelock.Policy;
using Pipelock.Scanners;

namespace Pipelock.Transport.Upstream;

/// <summary>The listeners of this process that nobody may reach through the process itself.</summary>
/// <remarks>
/// They administer the proxy, and they take a connection from this machine for one of its operator. No setting makes an
/// exception, so the refusal does not depend on the mode. Thread-safe.
/// </remarks>
public sealed class OwnListeners
{
    private ImmutableArray<IPEndPoint> _bound = [];

    /// <summary>Adds a listener.</summary>
    public void Add(EndPoint bound)
    {
        if (bound is IPEndPoint address) ImmutableInterlocked.Update(ref _bound, list => list.Add(address));
    }

    /// <summary>Whether a connection to this address and port would arrive here.</summary>
    public bool Contains(IPAddress address, int port)
    {
        foreach (var bound in _bound)
        {
            if (bound.Port == port && (bound.Address.Equals(address) || Reaches(bound.Address, address))) return true;
        }

        return false;
    }

    /// <summary>The refusal to connect there.</summary>
    public static Decision Refusal(Surface surface)
    {
        var cause = new Finding(
            ScanLayer.CoreSsrf, "own-listener", "Own Listener", Severity.High,
            "the proxy does not connect to its own listeners") { Where = "host" };
        return new Decision
        {
            Verdict = Verdict.Block,
            Surface = surface,
            Cause = cause,
            Findings = new Findings([cause]),
            StatusCode = 403,
            Reason = cause.Reason,
            HowToAllow = "none: the proxy's own interfaces are not to be had through it",
        };
    }

    /// <summary>A listener of every address is reached by every address of this machine.</summary>
    private static bool Reaches(IPAddress bound, IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address)) return true;
        if (!bound.Equals(IPAddress.Any) && !bound.Equals(IPAddress.IPv6Any)) return bound.Equals(address);
        return IPAddress.IsLoopback(address) || NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.Equals(address));
    }
}
