using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Tests.Interception;
using Pipelock.Tls.Authority;

namespace Pipelock.Tls.Tests.Authority;

/// <summary>What is written can be loaded, by its owner only; what cannot sign is refused with the reason.</summary>
[SupportedOSPlatform("linux")]
public sealed class AuthorityFilesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipelock-ca-").FullName;

    private AuthorityFiles Files => new(Path.Combine(_directory, "ca.pem"), Path.Combine(_directory, "ca-key.pem"));

    [Theory]
    [InlineData("", "", true)]
    [InlineData("correct horse", "correct horse", true)]
    [InlineData("correct horse", "wrong horse", false)]
    [InlineData("correct horse", "", false)]
    public void A_key_opens_with_its_passphrase_only(string written, string given, bool opens)
    {
        using var made = AuthorityFactory.Create(new AuthorityRequest(), TimeProvider.System);
        Files.Write(made, written, overwrite: false);

        if (opens) Assert.Equal(made.Thumbprint, Files.Load(given, TimeProvider.System).Certificate.Thumbprint);
        else Assert.Throws<AuthorityException>(() => Files.Load(given, TimeProvider.System));
        Assert.Equal(
            written.Length > 0, File.ReadAllText(Files.KeyPath).Contains("ENCRYPTED", StringComparison.Ordinal));
    }

    [Fact]
    public void The_key_file_is_its_owners_alone()
    {
        using var made = AuthorityFactory.Create(new AuthorityRequest(), TimeProvider.System);
        Files.Write(made, "", overwrite: false);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Files.KeyPath));
        Assert.Throws<AuthorityException>(() => Files.Write(made, "", overwrite: false));
    }

    [Theory]
    [InlineData(UnixFileMode.None, true)]
    [InlineData(UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.GroupWrite, false)]
    [InlineData(UnixFileMode.OtherRead, false)]
    [InlineData(UnixFileMode.OtherWrite, false)]
    public void A_key_that_others_can_reach_is_refused(UnixFileMode more, bool accepted)
    {
        using var made = AuthorityFactory.Create(new AuthorityRequest(), TimeProvider.System);
        Files.Write(made, "", overwrite: false);
        File.SetUnixFileMode(Files.KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        var failure = Record.Exception(() => Files.Load("", TimeProvider.System));

        Assert.Equal(accepted, failure is null);
        if (!accepted) Assert.Contains("chmod 600", failure!.Message, StringComparison.Ordinal);
    }

    /// <summary>Name, the faulty authority, part of the reason.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "expired", "expired" },
        { "not yet valid", "valid only from" },
        { "no authority", "no certificate authority" },
        { "another key", "not the key" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_cannot_sign_is_refused(string name, string reason)
    {
        var good = new CertificateForge { Name = "Own CA", IsAuthority = true, Usage = null };
        var forged = name switch
        {
            "expired" => good with { From = -9, To = -1 },
            "not yet valid" => good with { From = 1 },
            "no authority" => good with { IsAuthority = false },
            _ => good,
        };
        using var authority = forged.Make(null);
        Files.Write(authority, "", overwrite: false);
        if (name == "another key")
        {
            using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(Files.KeyPath, other.ExportECPrivateKeyPem());
        }

        var failure = Assert.Throws<AuthorityException>(() => Files.Load("", TimeProvider.System));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    public void An_operators_own_intermediate_works(int rsaBits)
    {
        using var root = CertificateForge.Root();
        using var own = new CertificateForge { Name = "Own Intermediate", IsAuthority = true, Usage = null,
            RsaBits = rsaBits }.Make(root);
        File.WriteAllText(Files.CertificatePath, own.ExportCertificatePem() + "\n" + root.ExportCertificatePem());
        var key = rsaBits > 0
            ? own.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem() : own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(Files.KeyPath, key);
        File.SetUnixFileMode(Files.KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        using var loaded = Files.Load("", TimeProvider.System);

        Assert.Equal(own.Thumbprint, loaded.Certificate.Thumbprint);
        Assert.Equal(root.Thumbprint, Assert.Single(loaded.Issuers).Thumbprint);
    }

    [Fact]
    public void A_new_authority_signs_end_entities_only_and_only_for_its_domains()
    {
        using var made = AuthorityFactory.Create(
            new AuthorityRequest { PermittedDomains = ["*.corp.test"] }, TimeProvider.System);

        var limits = Assert.Single(made.Extensions.OfType<X509BasicConstraintsExtension>());
        Assert.True(limits is { CertificateAuthority: true, HasPathLengthConstraint: true, PathLengthConstraint: 0,
            Critical: true });
        Assert.True(made.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.30").Critical);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
