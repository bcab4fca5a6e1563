using System.Security.Cryptography;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Base 58 whose last four bytes are a checksum of the others (Bitcoin developer reference,
/// Base58Check).</summary>
internal static class Base58Check
{
    /// <summary>Bytes of the checksum.</summary>
    public const int ChecksumSize = 4;

    /// <summary>Decodes into exactly <paramref name="decoded"/>, checksum included, and checks that.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> decoded) =>
        Base58.TryDecode(text, decoded) && HasChecksum(decoded);

    private static bool HasChecksum(ReadOnlySpan<byte> decoded)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(decoded[..^ChecksumSize], hash);
        SHA256.HashData(hash, hash);
        return decoded[^ChecksumSize..].SequenceEqual(hash[..ChecksumSize]);
    }
}
