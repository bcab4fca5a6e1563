namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Uuencode (POSIX.1-2024, uuencode): lines of a length and six bits per character behind <c>begin 644
/// name</c>.</summary>
internal readonly struct UuDecoder : ITextExtractor
{
    private const int MaxLine = 61;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Uu;

    /// <inheritdoc/>
    public static int MaxLength(int length) => length;

    /// <inheritdoc/>
    public static int Extract(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        while (text.IndexOf("begin "u8) is var begin and >= 0)
        {
            text = text[(begin + 6)..];
            if (text.Length < 4 || text[..3].ContainsAnyExceptInRange((byte)'0', (byte)'7'))
            {
                continue;
            }

            int before = written;
            text = NextLine(text);
            while (TryLine(text, destination[written..], out int bytes))
            {
                written += bytes;
                text = NextLine(text);
            }

            written += written > before ? 1 : 0;
            if (written > before)
            {
                destination[written - 1] = (byte)' ';
            }
        }

        return written;
    }

    private static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        return end < 0 ? default : text[(end + 1)..];
    }

    private static bool TryLine(ReadOnlySpan<byte> text, Span<byte> destination, out int bytes)
    {
        bytes = text.IsEmpty ? 0 : (text[0] - ' ') & 63;
        int characters = (bytes + 2) / 3 * 4;
        if (bytes == 0 || text.Length <= characters || characters >= MaxLine)
        {
            return false;
        }

        ReadOnlySpan<byte> line = text.Slice(1, characters);
        if (line.ContainsAnyExceptInRange((byte)' ', (byte)'`'))
        {
            return false;
        }

        int bits = 0;
        int held = 0;
        int written = 0;
        foreach (byte character in line)
        {
            bits = (bits << 6) | ((character - ' ') & 63);
            held += 6;
            if (held >= 8 && written < bytes)
            {
                held -= 8;
                destination[written++] = (byte)(bits >> held);
            }
        }

        return true;
    }
}
