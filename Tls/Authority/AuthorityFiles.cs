using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pipelock.Tls.Authority;

/// <summary>A certificate authority on disk: a PEM file with its certificates and one with its key.</summary>
/// <param name="CertificatePath">The authority's certificate, its issuers behind it where it has any.</param>
/// <param name="KeyPath">Its private key: SEC 1, PKCS #1 or PKCS #8, the last maybe encrypted.</param>
public sealed record AuthorityFiles(string CertificatePath, string KeyPath)
{
    /// <summary>The environment variable with the passphrase of the key.</summary>
    public const string PassphraseVariable = "PIPELOCK_CA_PASSPHRASE";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Forbidden = ~OwnerOnly;

    /// <summary>As OWASP recommends for PBKDF2 with HMAC-SHA-256.</summary>
    private static readonly PbeParameters s_encryption =
        new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    /// <summary>Writes an authority; the key file is readable by its owner only from its first byte on.</summary>
    /// <param name="authority">The certificate with its private key.</param>
    /// <param name="passphrase">Encrypts the key; empty for clear text.</param>
    /// <param name="overwrite">False refuses to replace files that exist.</param>
    /// <exception cref="AuthorityException">A file is there already.</exception>
    public void Write(X509Certificate2 authority, string passphrase, bool overwrite)
    {
        foreach (var path in new[] { CertificatePath, KeyPath })
        {
            if (!overwrite && File.Exists(path))
                throw new AuthorityException($"{path} exists already; --force replaces it");
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory) Directory.CreateDirectory(directory);
        }

        WriteFile(KeyPath, KeyText(authority, passphrase), OwnerOnly);
        WriteFile(
            CertificatePath,
            authority.ExportCertificatePem() + "\n",
            OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    /// <summary>Reads an authority and checks that it can sign.</summary>
    /// <param name="passphrase">What the key is encrypted with; empty where it is not.</param>
    /// <param name="clock">Says what time it is.</param>
    /// <exception cref="AuthorityException">Something is missing, wrong or readable by others.</exception>
    public CertificateAuthority Load(string passphrase, TimeProvider clock)
    {
        var chain = ReadCertificates();
        if (!OperatingSystem.IsWindows() && File.Exists(KeyPath) && (File.GetUnixFileMode(KeyPath) & Forbidden) != 0)
            throw new AuthorityException($"{KeyPath}: others can reach the key; run chmod 600 on it");
        var text = Read(KeyPath, "key");
        var isEncrypted = text.Contains("ENCRYPTED", StringComparison.Ordinal);
        if (isEncrypted && passphrase.Length == 0)
        {
            throw new AuthorityException(
                $"{KeyPath} is encrypted; set tls_interception.ca_key_passphrase_file or the environment variable "
                + PassphraseVariable);
        }

        try
        {
            var certificate = chain[0].ExportCertificatePem();
            var authority = isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(certificate, text, passphrase)
                : X509Certificate2.CreateFromPem(certificate, text);
            return CertificateAuthority.Of(authority, chain.Skip(1), clock);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new AuthorityException(
                $"{KeyPath} is not the key of {CertificatePath}, or its passphrase is another: {e.Message}", e);
        }
    }

    /// <summary>Reads the certificates alone, the authority's first.</summary>
    /// <exception cref="AuthorityException">There are none.</exception>
    public X509Certificate2Collection ReadCertificates()
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(Read(CertificatePath, "certificate"));
        }
        catch (CryptographicException e)
        {
            throw new AuthorityException($"{CertificatePath} is no PEM certificate: {e.Message}", e);
        }

        return chain.Count > 0 ? chain : throw new AuthorityException($"{CertificatePath} holds no PEM certificate");
    }

    private static string KeyText(X509Certificate2 authority, string passphrase)
    {
        using var key = authority.GetECDsaPrivateKey()
            ?? throw new AuthorityException("only authorities with an EC key are written");
        return (passphrase.Length > 0
            ? key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, s_encryption)
            : key.ExportECPrivateKeyPem()) + "\n";
    }

    private static string Read(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AuthorityException(
                $"{path}: the authority's {what} is missing; `pipelock tls init` makes a new authority", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new AuthorityException($"{path}: the authority's {what} may not be read by this user", e);
        }
    }

    /// <summary>Beside its place first, then moved into it: nobody ever reads half a file or a wider mode.</summary>
    private static void WriteFile(string path, string text, UnixFileMode mode)
    {
        var temporary = $"{path}.{Environment.ProcessId}.new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var file = new FileStream(temporary, options)) file.Write(Encoding.ASCII.GetBytes(text));

        File.Move(temporary, path, overwrite: true);
    }
}
