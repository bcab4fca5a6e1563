using System.Numerics;
using System.Security.Cryptography;

namespace Pipelock.EndToEnd.Tests.Secrets;

/// <summary>The text form of Bitcoin keys: base 58 with four bytes of a double SHA-256 behind the payload.</summary>
internal static class Base58Check
{
    /// <summary>Digits and letters without the four that are easily mistaken: 0, O, I and l.</summary>
    public const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Encodes a payload that does not begin with a zero byte.</summary>
    public static string Encode(byte[] payload)
    {
        var checksum = SHA256.HashData(SHA256.HashData(payload)).AsSpan(0, 4);
        var number = new BigInteger([.. payload, .. checksum], isUnsigned: true, isBigEndian: true);
        var text = "";
        for (; number > 0; number /= 58)
            text = Alphabet[(int)(number % 58)] + text;
        return text;
    }
}
