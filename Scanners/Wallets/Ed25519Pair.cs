using System.Security.Cryptography;

namespace Pipelock.Scanners.Wallets;

/// <summary>A private key of Ed25519 with its public key behind it, as wallets of Solana keep it.</summary>
internal static class Ed25519Pair
{
    /// <summary>Bytes of both keys.</summary>
    public const int Length = 64;

    private const int KeyLength = 32;

    /// <summary>
    /// Whether the second half is the public key of the first (RFC 8032 §5.1.5), apart from its sign. A signature or
    /// a digest of the same length is not. Takes a tenth of a millisecond.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> pair)
    {
        if (pair.Length != Length)
            return false;
        Span<byte> scalar = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(pair[..KeyLength], scalar);
        scalar = scalar[..KeyLength];
        scalar[0] &= 0xF8;
        scalar[^1] = (byte)((scalar[^1] & 0x7F) | 0x40);
        var isPair = Ed25519Point.TimesBase(scalar).HasY(FieldElement.Read(pair[KeyLength..]));
        CryptographicOperations.ZeroMemory(scalar);
        return isPair;
    }
}
