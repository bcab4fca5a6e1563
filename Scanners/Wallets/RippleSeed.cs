using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Wallets;

/// <summary>Family seeds of the XRP Ledger: base 58 with an alphabet of its own, version and checksum.</summary>
internal static class RippleSeed
{
    /// <summary>Characters of a seed for secp256k1; begins with <c>s</c>.</summary>
    public const int ShortLength = 29;

    /// <summary>Characters of a seed for Ed25519; begins with <c>sEd</c>.</summary>
    public const int LongLength = 31;

    private const int SeedSize = 16;

    private static readonly byte[] s_digits = Index();

    /// <summary>Checks length, version and checksum (XRP Ledger documentation, base58 encodings).</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.Length is not (ShortLength or LongLength) || text[0] != 's')
            return false;
        Span<byte> digits = stackalloc byte[text.Length];
        for (var i = 0; i < text.Length; i++)
            digits[i] = s_digits[text[i]];
        ReadOnlySpan<byte> version = text.Length == ShortLength ? [0x21] : [0x01, 0xE1, 0x4B];
        Span<byte> decoded = stackalloc byte[version.Length + SeedSize + Base58Check.ChecksumSize];
        return Base58Check.TryDecode(digits, decoded) && decoded.StartsWith(version);
    }

    /// <summary>For each byte the character of the usual alphabet with the same value; 0 for none.</summary>
    private static byte[] Index()
    {
        var own = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"u8;
        var usual = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"u8;
        var digits = new byte[256];
        for (var i = 0; i < own.Length; i++)
            digits[own[i]] = usual[i];
        return digits;
    }
}
