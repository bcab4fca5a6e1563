using System.Security.Cryptography;

namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Bitcoin private keys in wallet import format: Base58Check over version 0x80 and the key.</summary>
internal static class BitcoinWif
{
    /// <summary>Length of a key that stands for an uncompressed public key; starts with 5.</summary>
    public const int PlainLength = 51;

    /// <summary>Length of a key that stands for a compressed public key; starts with K or L.</summary>
    public const int CompressedLength = 52;

    private const byte MainNet = 0x80;
    private const byte Compressed = 0x01;
    private const int ChecksumSize = 4;

    /// <summary>Checks length, version, the compression mark and the checksum.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.Length is not (PlainLength or CompressedLength))
            return false;
        var isPlain = text.Length == PlainLength;
        Span<byte> decoded = stackalloc byte[1 + 32 + (isPlain ? 0 : 1) + ChecksumSize];
        if (!Base58.TryDecode(text, decoded) || decoded[0] != MainNet)
            return false;
        var payload = decoded[..^ChecksumSize];
        if (!isPlain && payload[^1] != Compressed)
            return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, hash);
        SHA256.HashData(hash, hash);
        return decoded[^ChecksumSize..].SequenceEqual(hash[..ChecksumSize]);
    }
}
