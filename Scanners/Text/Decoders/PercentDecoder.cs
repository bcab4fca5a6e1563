namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Percent-encoding (RFC 3986 §2.1), any number of times over, and the <c>%uXXXX</c> form of old servers.</summary>
/// <remarks>
/// The output is used as a stack: whenever its end reads as an escape, it is replaced by what it stands for and looked
/// at again. So <c>%252541</c> becomes <c>A</c> in one pass, and a million nested levels cost no more than their bytes.
/// </remarks>
public readonly struct PercentDecoder : IWholeTextDecoder
{
    private const int Reach = 6; // the length of the longest escape

    /// <inheritdoc/>
    static Decoding IWholeTextDecoder.Decoding => Decoding.Percent;

    /// <summary>False when there is no percent sign with room for two digits behind it.</summary>
    public static bool IsCandidate(ReadOnlySpan<byte> text) =>
        text.Length > 2 && text[..^2].IndexOf((byte)'%') >= 0;

    /// <inheritdoc/>
    static int IWholeTextDecoder.Decode(ReadOnlySpan<byte> text, Span<byte> destination) =>
        Decode(text, destination, plusIsSpace: false);

    /// <summary>Writes the text with every escape undone until none is left.</summary>
    /// <param name="text">The text; a percent sign that begins no escape stays.</param>
    /// <param name="destination">At least as long as the text.</param>
    /// <param name="plusIsSpace">A plus sign of the text stands for a space, as in query strings and forms.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination, bool plusIsSpace)
    {
        int read = 0;
        int written = 0;
        while (read < text.Length)
        {
            int plain = plusIsSpace
                ? text[read..].IndexOfAny((byte)'%', (byte)'+')
                : text[read..].IndexOf((byte)'%');
            plain = plain < 0 ? text.Length - read : plain;
            text.Slice(read, plain).CopyTo(destination[written..]);
            read += plain;
            written += plain;
            int escapeEnd = read;
            while (read < text.Length && read <= escapeEnd)
            {
                byte next = text[read++];
                destination[written++] = plusIsSpace && next == '+' ? (byte)' ' : next;
                written = Reduce(destination[..written]);
                if (destination[..written][Math.Max(0, written - Reach)..].Contains((byte)'%'))
                {
                    escapeEnd = read; // what comes next may complete an escape
                }
            }
        }

        return written;
    }

    private static int Reduce(Span<byte> output)
    {
        while (output.Length >= 3)
        {
            int width = 3;
            Span<byte> escape = output[^width..];
            int value = escape[0] == '%' ? HexDigits.Pair(escape[1], escape[2]) : -1;
            if (value < 0 && output.Length >= Reach && output[^Reach] == '%' && (output[^5] | 0x20) == 'u')
            {
                width = Reach;
                escape = output[^width..];
                int high = HexDigits.Pair(escape[2], escape[3]);
                int low = HexDigits.Pair(escape[4], escape[5]);
                value = (high | low) < 0 ? -1 : (high << 8) | low;
            }

            if (value < 0)
            {
                return output.Length;
            }

            int length = width == 3 ? 1 : Utf8Writer.Write(value, escape);
            if (width == 3)
            {
                escape[0] = (byte)value;
            }

            output = output[..(output.Length - width + length)];
        }

        return output.Length;
    }
}
