namespace Pipelock.Scanners.Secrets.Validators;

/// <summary>
/// GitHub's tokens end in a checksum: six base-62 digits of the CRC-32 of the thirty characters before.
/// </summary>
internal static class GithubChecksum
{
    private const int ChecksumLength = 6;
    private const uint Polynomial = 0xEDB88320; // ISO 3309, reflected

    /// <summary>Checks a whole token such as <c>ghp_</c> and 36 characters.</summary>
    public static bool IsValid(ReadOnlySpan<byte> token)
    {
        var random = token[(token.IndexOf((byte)'_') + 1)..];
        if (random.Length <= ChecksumLength)
            return false;
        var checksum = Crc32(random[..^ChecksumLength]);
        var digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;
        for (var i = random.Length - 1; i >= random.Length - ChecksumLength; i--)
        {
            if (random[i] != digits[(int)(checksum % 62)])
                return false;
            checksum /= 62;
        }

        return checksum == 0;
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (Polynomial & (uint)-(int)(crc & 1));
        }

        return ~crc;
    }
}
