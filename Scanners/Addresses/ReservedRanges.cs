namespace Pipelock.Scanners.Addresses;

/// <summary>The ranges that no configuration needs to name.</summary>
internal static class ReservedRanges
{
    /// <summary>
    /// Never a public host: literal addresses here are refused even when the operator emptied the internal ranges.
    /// </summary>
    public static readonly string[] Core =
    [
        "0.0.0.0/8",       // this network (RFC 1122 §3.2.1.3)
        "127.0.0.0/8",     // loopback
        "10.0.0.0/8",      // private (RFC 1918)
        "172.16.0.0/12",   // private
        "192.168.0.0/16",  // private
        "169.254.0.0/16",  // link-local (RFC 3927), cloud metadata
        "100.64.0.0/10",   // carrier-grade NAT (RFC 6598)
        "::1/128",         // loopback
        "fc00::/7",        // unique local (RFC 4193)
        "fe80::/10",       // link-local (RFC 4291 §2.5.6)
        "192.0.0.0/24",    // protocol assignments (RFC 6890 §2.2.2)
        "198.18.0.0/15",   // benchmarking (RFC 2544)
        "224.0.0.0/4",     // multicast (RFC 5771)
        "ff00::/8",        // multicast (RFC 4291 §2.7)
        "240.0.0.0/4",     // reserved, and the limited broadcast address
        "fec0::/10",       // site-local, deprecated but still routed by some (RFC 3879)
        "64:ff9b:1::/48",  // local-use NAT64 (RFC 8215): what it embeds depends on the site
    ];

    /// <summary>
    /// Where clouds hand out credentials to whoever asks; refused for names too, whatever is configured.
    /// </summary>
    public static readonly string[] CloudMetadata =
    [
        "169.254.169.254/32", // AWS, Azure, Google, DigitalOcean, OpenStack, Oracle
        "169.254.169.253/32", // AWS resolver
        "169.254.169.123/32", // AWS time service
        "169.254.170.2/32",   // AWS container credentials
        "169.254.170.23/32",  // AWS pod identity
        "169.254.0.23/32",    // Tencent
        "100.100.100.200/32", // Alibaba
        "192.0.0.192/32",     // Oracle Classic
        "168.63.129.16/32",   // Azure host agent, a public address that is not on the public network
        "fd00:ec2::254/128",  // AWS
        "fd00:ec2::23/128",   // AWS pod identity
        "fd20:ce::254/128",   // Google
    ];
}
