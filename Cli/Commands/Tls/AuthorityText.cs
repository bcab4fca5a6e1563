using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipelock.Cli.Commands.Tls;

/// <summary>What people compare authorities by.</summary>
internal static class AuthorityText
{
    /// <summary>The SHA-256 fingerprint as other tools write it: pairs of digits with colons between.</summary>
    public static string Fingerprint(X509Certificate2 certificate) =>
        string.Join(':', SHA256.HashData(certificate.RawData).Select(octet => octet.ToString("X2", null)));
}
