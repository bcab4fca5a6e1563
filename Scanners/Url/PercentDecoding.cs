namespace Pipelock.Scanners.Url;

/// <summary>Undoes percent-encoding however often it was applied (RFC 3986 §2.1).</summary>
internal static class PercentDecoding
{
    /// <summary>
    /// Decodes until nothing is left to decode, in one pass: a triplet that only comes about by decoding another is
    /// taken as soon as its last digit is there. Broken triplets stay as they are.
    /// </summary>
    /// <param name="source">The encoded text.</param>
    /// <param name="target">At least as long as the source.</param>
    /// <returns>The length of the decoded text.</returns>
    public static int DecodeFully(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var first = source.IndexOf((byte)'%');
        if (first < 0)
        {
            source.CopyTo(target);
            return source.Length;
        }

        source[..first].CopyTo(target);
        var length = first;
        foreach (var b in source[first..])
        {
            target[length++] = b;
            while (length >= 3 && target[length - 3] == '%'
                && TryReadHex(target[length - 2], out var high) && TryReadHex(target[length - 1], out var low))
            {
                length -= 2;
                target[length - 1] = (byte)((high << 4) | low);
            }
        }

        return length;
    }

    private static bool TryReadHex(byte c, out int value)
    {
        value = c switch
        {
            >= (byte)'0' and <= (byte)'9' => c - '0',
            >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
            _ => -1,
        };
        return value >= 0;
    }
}
