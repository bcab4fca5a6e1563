using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Entropy;

/// <summary>Hosts that are there to take in what others send by their names: those of testers, and those that say
/// so.</summary>
internal static class CollectorHosts
{
    private static readonly HostPatterns s_zones = new(
    [
        "*.oast.fun", "*.oast.pro", "*.oast.live", "*.oast.site", "*.oast.online", "*.oast.me", "*.interact.sh",
        "*.oastify.com", "*.burpcollaborator.net", "*.dnslog.cn", "*.ceye.io", "*.requestrepo.com", "*.bxss.me",
        "*.dnsbin.zhack.ca", "*.eyes.sh", "*.dns.outbound.watchtowr.com",
    ]);

    private static readonly NameSet s_labels = new(
        "exfil", "exfiltrate", "exfiltration", "dnsexfil", "evil", "attacker", "dnstunnel", "dnscat", "iodine");

    /// <summary>Whether a host is one of them.</summary>
    public static bool Contains(ReadOnlySpan<byte> host)
    {
        foreach (var label in host.Split((byte)'.'))
        {
            if (s_labels.Contains(host[label]))
                return true;
        }

        return s_zones.Contains(host);
    }
}
