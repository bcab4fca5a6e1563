namespace Pipelock.Scanners.Addresses;

/// <summary>Host names that mean an internal address whatever a resolver says.</summary>
internal static class InternalNames
{
    // RFC 6761 §6.3: localhost and all below it are loopback. The others are what /etc/hosts of common systems has, the
    // word before a socket's path (http://unix:/run/docker.sock:/info), and public zones that answer every name below
    // them with 127.0.0.1.
    private static readonly string[] s_thisMachine =
    [
        "*.localhost", "*.localdomain", "localhost4", "localhost6", "ip6-localhost", "ip6-loopback", "loopback", "unix",
        "*.localtest.me", "*.lvh.me", "*.lvh.one", "*.vcap.me", "*.lacolhost.com", "*.fuf.me", "*.localho.st",
        "*.local.gd", "*.loopback.jp", "*.yoogle.com", "*.127-0-0-1.org.uk",
    ];

    private static readonly string[] s_metadata =
    [
        "metadata", "*.metadata.google.internal", "metadata.goog", "instance-data", "*.instance-data.ec2.internal",
        "metadata.tencentyun.com", "metadata.platformequinix.com", "metadata.azure.internal",
    ];

    // Names by which a container finds its host, and the cluster's control plane.
    private static readonly string[] s_platform =
    [
        "host.docker.internal", "gateway.docker.internal", "kubernetes.docker.internal", "host.containers.internal",
        "kubernetes", "*.kubernetes.default", "*.kubernetes.default.svc", "*.kubernetes.default.svc.cluster.local",
    ];

    // Zones that never are public: ICANN keeps .internal, RFC 6762 §3 .local, RFC 8375 home.arpa, and RFC 6762
    // appendix G lists what networks use besides; the last three are service discovery's.
    private static readonly HostPatterns s_private = new(
    [
        "*.internal", "*.local", "*.lan", "*.home", "*.corp", "*.intranet", "*.private", "*.home.arpa", "*.consul",
        "*.svc", "*.cluster.local",
    ]);

    private static readonly HostPatterns s_all = new([.. s_thisMachine, .. s_metadata, .. s_platform]);

    /// <summary>Whether the name is a cloud's metadata service.</summary>
    public static bool IsMetadata(ReadOnlySpan<byte> host) =>
        s_all.Find(host) is { } pattern && s_metadata.Contains(pattern);

    /// <summary>Whether the name belongs to a zone that only private networks have.</summary>
    public static bool IsPrivate(ReadOnlySpan<byte> host) => s_private.Find(host) is not null;

    /// <summary>What the name stands for, as the end of a sentence; null when it is an ordinary one.</summary>
    public static string? Describe(ReadOnlySpan<byte> host)
    {
        var pattern = s_all.Find(host);
        if (pattern is null)
            return null;
        if (s_thisMachine.Contains(pattern))
            return "is a name of this machine";
        return s_metadata.Contains(pattern) ? "is a cloud metadata service" : "is a name of the surrounding platform";
    }
}
