namespace Pipelock.Cli.Commands.Tls;

/// <summary>The certificate store of a family of systems. Immutable.</summary>
/// <param name="Systems">Who uses it.</param>
/// <param name="Directory">Where certificates are put.</param>
/// <param name="Command">What then has to be run.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record TrustStore(string Systems, string Directory, string Command, params string[] Arguments)
{
    private static readonly string[] s_programDirectories = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>The stores, the most common first.</summary>
    public static IReadOnlyList<TrustStore> All { get; } =
    [
        new("Debian, Ubuntu, Alpine", "/usr/local/share/ca-certificates", "update-ca-certificates"),
        new("Fedora, RHEL", "/etc/pki/ca-trust/source/anchors", "update-ca-trust"),
        new("Arch", "/etc/ca-certificates/trust-source/anchors", "trust", "extract-compat"),
    ];

    /// <summary>The store of this machine; null when it has none of them.</summary>
    public static TrustStore? OfThisMachine() => All.FirstOrDefault(store => store.Find() is not null);

    /// <summary>Where a certificate of this name would be.</summary>
    public string PathOf(string certificate) =>
        Path.Combine(Directory, $"pipelock-{Path.GetFileNameWithoutExtension(certificate)}.crt");

    /// <summary>The command as a line.</summary>
    public string CommandLine => string.Join(' ', [Command, .. Arguments]);

    /// <summary>Full path of the command; null where it is not installed.</summary>
    public string? Find() => s_programDirectories
        .Select(directory => Path.Combine(directory, Command))
        .FirstOrDefault(File.Exists);
}
