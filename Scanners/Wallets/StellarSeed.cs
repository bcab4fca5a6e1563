using System.Buffers;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Wallets;

/// <summary>Secret seeds of Stellar: base 32 of a version, the seed and a checksum (SEP-23).</summary>
internal static class StellarSeed
{
    /// <summary>Characters of a seed; begins with <c>S</c>.</summary>
    public const int Length = 56;

    private static readonly SearchValues<byte> s_digits = SearchValues.Create(Base32Digits.Upper);

    private const byte Version = 18 << 3;
    private const int ChecksumSize = 2;
    private const int Size = 1 + 32 + ChecksumSize;

    /// <summary>Checks length, version and checksum.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length || text[0] != 'S' || text.ContainsAnyExcept(s_digits))
            return false;
        Span<byte> decoded = stackalloc byte[Size];
        Base32Decoder<Base32Digits>.Decode(new EncodedRun(text, text.Length), alignment: 0, decoded);
        if (decoded[0] != Version)
            return false;
        var checksum = Crc16(decoded[..^ChecksumSize]);
        var isValid = decoded[^2] == (byte)checksum && decoded[^1] == checksum >> 8;
        decoded.Clear();
        return isValid;
    }

    /// <summary>CRC-16/XMODEM: polynomial x^16 + x^12 + x^5 + 1, begun with zero.</summary>
    private static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var b in bytes)
        {
            crc ^= b << 8;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
        }

        return (ushort)crc;
    }
}
