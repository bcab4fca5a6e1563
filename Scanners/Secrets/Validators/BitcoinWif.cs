namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>Private keys in wallet import format: Base58Check over the version of a network and the key.</summary>
internal static class BitcoinWif
{
    /// <summary>Length of a key that stands for an uncompressed public key; starts with 5.</summary>
    public const int PlainLength = 51;

    /// <summary>Length of a key that stands for a compressed public key; starts with K or L.</summary>
    public const int CompressedLength = 52;

    private const byte MainNet = 0x80;
    private const byte Compressed = 0x01;

    /// <summary>Checks a key of Bitcoin: length, version, the compression mark and the checksum.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text) => IsValid(text, [MainNet]);

    /// <summary>The same for a key of one of some networks.</summary>
    /// <param name="text">The key.</param>
    /// <param name="versions">The versions of the networks.</param>
    public static bool IsValid(ReadOnlySpan<byte> text, ReadOnlySpan<byte> versions)
    {
        if (text.Length is not (PlainLength or CompressedLength))
            return false;
        var isPlain = text.Length == PlainLength;
        Span<byte> decoded = stackalloc byte[1 + 32 + (isPlain ? 0 : 1) + Base58Check.ChecksumSize];
        return Base58Check.TryDecode(text, decoded) && versions.Contains(decoded[0])
            && (isPlain || decoded[^(Base58Check.ChecksumSize + 1)] == Compressed);
    }
}
