namespace Pipelock.Scanners.Addresses;

/// <summary>Host names that mean an internal address whatever a resolver says.</summary>
internal static class InternalNames
{
    // RFC 6761 §6.3: localhost and all below it are loopback. The others are what /etc/hosts of common systems has, the
    // word before a socket's path (http://unix:/run/docker.sock:/info), and public zones that answer every name below
    // them with 127.0.0.1.
    private static readonly string[] ThisMachine =
    [
        "*.localhost", "*.localdomain", "localhost4", "localhost6", "ip6-localhost", "ip6-loopback", "loopback", "unix",
        "*.localtest.me", "*.lvh.me", "*.lvh.one", "*.vcap.me", "*.lacolhost.com", "*.fuf.me", "*.localho.st",
        "*.local.gd", "*.loopback.jp", "*.yoogle.com", "*.127-0-0-1.org.uk",
    ];

    private static readonly string[] Metadata =
    [
        "metadata", "*.metadata.google.internal", "metadata.goog", "instance-data", "*.instance-data.ec2.internal",
        "metadata.tencentyun.com", "metadata.platformequinix.com", "metadata.azure.internal",
    ];

    // Names by which a container finds its host, and the cluster's control plane.
    private static readonly string[] Platform =
    [
        "host.docker.internal", "gateway.docker.internal", "kubernetes.docker.internal", "host.containers.internal",
        "kubernetes", "*.kubernetes.default", "*.kubernetes.default.svc", "*.kubernetes.default.svc.cluster.local",
    ];

    // Zones that never are public: ICANN keeps .internal, RFC 6762 §3 .local, RFC 8375 home.arpa, and RFC 6762
    // appendix G lists what networks use besides; the last three are service discovery's.
    private static readonly HostPatterns Private = new(
    [
        "*.internal", "*.local", "*.lan", "*.home", "*.corp", "*.intranet", "*.private", "*.home.arpa", "*.consul",
        "*.svc", "*.cluster.local",
    ]);

    private static readonly HostPatterns All = new([.. ThisMachine, .. Metadata, .. Platform]);

    /// <summary>Whether the name is a cloud's metadata service.</summary>
    public static bool IsMetadata(ReadOnlySpan<byte> host) =>
        All.Find(host) is { } pattern && Metadata.Contains(pattern);

    /// <summary>Whether the name belongs to a zone that only private networks have.</summary>
    public static bool IsPrivate(ReadOnlySpan<byte> host) => Private.Find(host) is not null;

    /// <summary>What the name stands for, as the end of a sentence; null when it is an ordinary one.</summary>
    public static string? Describe(ReadOnlySpan<byte> host)
    {
        string? pattern = All.Find(host);
        if (pattern is null)
            return null;
        if (ThisMachine.Contains(pattern))
            return "is a name of this machine";
        return Metadata.Contains(pattern) ? "is a cloud metadata service" : "is a name of the surrounding platform";
    }
}
