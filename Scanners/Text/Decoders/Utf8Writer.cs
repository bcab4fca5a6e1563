namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Writes code points as UTF-8, halves of surrogate pairs included, so that they can be put together
/// later.</summary>
internal static class Utf8Writer
{
    /// <summary>Writes one code point of at most U+10FFFF; returns the number of bytes, 1 to 4.</summary>
    internal static int Write(int codePoint, Span<byte> destination)
    {
        switch (codePoint)
        {
            case < 0x80:
                destination[0] = (byte)codePoint;
                return 1;
            case < 0x800:
                destination[0] = (byte)(0xC0 | (codePoint >> 6));
                destination[1] = (byte)(0x80 | (codePoint & 0x3F));
                return 2;
            case < 0x10000:
                destination[0] = (byte)(0xE0 | (codePoint >> 12));
                destination[1] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                destination[2] = (byte)(0x80 | (codePoint & 0x3F));
                return 3;
            default:
                destination[0] = (byte)(0xF0 | (codePoint >> 18));
                destination[1] = (byte)(0x80 | ((codePoint >> 12) & 0x3F));
                destination[2] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                destination[3] = (byte)(0x80 | (codePoint & 0x3F));
                return 4;
        }
    }

    /// <summary>Joins a pair of surrogate halves at the end of the output to the one character they stand
    /// for.</summary>
    /// <returns>The new length of the output.</returns>
    internal static int JoinSurrogates(Span<byte> output)
    {
        if (output.Length < 6 || Half(output[^6..^3]) is not (>= 0xD800 and < 0xDC00 and var high)
            || Half(output[^3..]) is not (>= 0xDC00 and < 0xE000 and var low))
        {
            return output.Length;
        }

        var codePoint = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return output.Length - 6 + Write(codePoint, output[^6..]);
    }

    private static int Half(ReadOnlySpan<byte> bytes) =>
        bytes[0] == 0xED ? 0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F) : -1;
}
