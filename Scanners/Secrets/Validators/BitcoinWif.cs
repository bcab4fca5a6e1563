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

    /// <summary>Checks length, version, the compression mark and the checksum.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.Length is not (PlainLength or CompressedLength))
            return false;
        var isPlain = text.Length == PlainLength;
        Span<byte> decoded = stackalloc byte[1 + 32 + (isPlain ? 0 : 1) + Base58Check.ChecksumSize];
        return Base58Check.TryDecode(text, decoded) && decoded[0] == MainNet
            && (isPlain || decoded[^(Base58Check.ChecksumSize + 1)] == Compressed);
    }
}
