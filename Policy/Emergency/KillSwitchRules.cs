using System.Net;
using Pipelock.Config.Options;

namespace Pipelock.Policy.Emergency;

/// <summary>Who is told what while all traffic is stopped, and who is not stopped. Immutable.</summary>
internal sealed class KillSwitchRules
{
    private readonly IPNetwork[] _networks;

    public KillSwitchRules(KillSwitchOptions options)
    {
        Options = options;
        _networks = [.. options.AllowlistIps.Select(range => IPNetwork.Parse(range))];
    }

    /// <summary>The section as written.</summary>
    public KillSwitchOptions Options { get; }

    /// <summary>Whether the client is never stopped.</summary>
    public bool Exempts(IPAddress client)
    {
        if (_networks.Length == 0) return false;
        if (client.IsIPv4MappedToIPv6) client = client.MapToIPv4();
        foreach (var network in _networks)
        {
            if (network.Contains(client)) return true;
        }

        return false;
    }
}
