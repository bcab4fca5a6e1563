using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Pipelock.Tls.Authority;

namespace Pipelock.Cli.Commands.Tls;

/// <summary>Where the local authority lies: the one in force, the one that follows it, the one before it.</summary>
internal static class AuthorityPlaces
{
    private const string CertificateName = "ca.pem";
    private const string KeyName = "ca-key.pem";

    /// <summary>Where the daemon looks when nothing else is configured.</summary>
    public static AuthorityFiles Default()
    {
        var options = ConfigSource.Load(null).Options.TlsInterception;
        return new AuthorityFiles(options.CaCert, options.CaKey);
    }

    /// <summary>In a directory; the default's where it is null.</summary>
    public static AuthorityFiles In(string? directory) => directory is null
        ? Default()
        : new AuthorityFiles(Path.Combine(directory, CertificateName), Path.Combine(directory, KeyName));

    /// <summary>The authority that is to follow <paramref name="current"/>.</summary>
    public static AuthorityFiles After(AuthorityFiles current) =>
        new(Beside(current.CertificatePath, "-next"), Beside(current.KeyPath, "-next"));

    /// <summary>The certificate of the authority before <paramref name="current"/>.</summary>
    public static string Before(AuthorityFiles current) => Beside(current.CertificatePath, "-previous");

    /// <summary>The option that names a certificate file.</summary>
    public static Option<string?> CertificateOption() => new("--cert")
    {
        Description = "Certificate of the authority (PEM); default: the state directory's.",
        HelpName = "FILE",
    };

    /// <summary>Every certificate that clients should trust now: the one in force, and its follower if there is
    /// one.</summary>
    public static IReadOnlyList<(string Path, X509Certificate2 Certificate)> Trusted(string? certificatePath)
    {
        var current = certificatePath is null ? Default() : new AuthorityFiles(certificatePath, "");
        var places = new List<AuthorityFiles> { current };
        if (certificatePath is null && File.Exists(After(current).CertificatePath)) places.Add(After(current));
        return [.. places.Select(place => (place.CertificatePath, place.ReadCertificates()[0]))];
    }

    private static string Beside(string path, string suffix) => Path.Combine(
        Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + suffix + Path.GetExtension(path));
}
