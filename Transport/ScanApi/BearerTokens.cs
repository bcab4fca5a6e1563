using System.Security.Cryptography;
using System.Text;

namespace Pipelock.Transport.ScanApi;

/// <summary>Compares what a caller presents with the configured tokens (RFC 6750 §2.1).</summary>
public static class BearerTokens
{
    /// <summary>Whether the value of an Authorization field carries one of <paramref name="tokens"/>.</summary>
    /// <remarks>
    /// Every token is compared, by digests of one length: the time taken tells nothing about any of them. The scheme is
    /// compared without regard to case (RFC 9110 §11.1).
    /// </remarks>
    public static bool Admit(ReadOnlySpan<byte> authorization, ReadOnlySpan<string> tokens)
    {
        if (authorization.Length < 7 || !Ascii.EqualsIgnoreCase(authorization[..7], "Bearer "u8)) return false;
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> known = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(authorization[7..].Trim((byte)' '), given);
        var admitted = false;
        foreach (var token in tokens)
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(token), known);
            admitted |= CryptographicOperations.FixedTimeEquals(known, given);
        }

        return admitted;
    }
}
