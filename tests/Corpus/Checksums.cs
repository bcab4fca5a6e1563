using System.Numerics;
using System.Security.Cryptography;

namespace Pipelock.Corpus.Tests;

/// <summary>The checks that made-up secrets must pass to be taken for real ones.</summary>
public static class Checksums
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>CRC-32 as in ISO 3309.</summary>
    public static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    /// <summary>A payload with the first four bytes of its double SHA-256, in base 58.</summary>
    public static string Base58Check(byte[] payload)
    {
        byte[] all = [.. payload, .. SHA256.HashData(SHA256.HashData(payload)).AsSpan(0, 4)];
        var number = new BigInteger(all, isUnsigned: true, isBigEndian: true);
        Stack<char> text = [];
        for (; number > 0; number /= 58)
            text.Push(Base58[(int)(number % 58)]);
        return new string([.. text]);
    }
}
