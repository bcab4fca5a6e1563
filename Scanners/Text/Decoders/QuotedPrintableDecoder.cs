namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Quoted-printable (RFC 2045 §6.7): <c>=XX</c> and soft line breaks.</summary>
internal readonly struct QuotedPrintableDecoder : IWholeTextDecoder
{
    // Two are asked for before a text is taken for quoted-printable: one "=ab" is in every other query string.
    private const int MinEscapes = 2;

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.QuotedPrintable;

    /// <inheritdoc/>
    public static bool IsCandidate(ReadOnlySpan<byte> text)
    {
        int escapes = 0;
        while (text.IndexOf((byte)'=') is var at and >= 0 && at + 1 < text.Length)
        {
            text = text[at..];
            int length = EscapeLength(text, out int value);
            if (length > 0 && (value < 0 || ++escapes == MinEscapes))
            {
                return true;
            }

            text = text[Math.Max(1, length)..];
        }

        return false;
    }

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        while (!text.IsEmpty)
        {
            int plain = text.IndexOf((byte)'=');
            plain = plain < 0 ? text.Length : plain;
            text[..plain].CopyTo(destination[written..]);
            written += plain;
            text = text[plain..];
            if (text.IsEmpty)
            {
                break;
            }

            int length = EscapeLength(text, out int value);
            if (length == 0 || value >= 0)
            {
                destination[written++] = length == 0 ? (byte)'=' : (byte)value;
            }

            text = text[Math.Max(1, length)..];
        }

        return written;
    }

    // The text begins with '='. The value is negative for a soft line break, which stands for nothing.
    private static int EscapeLength(ReadOnlySpan<byte> text, out int value)
    {
        value = text.Length > 2 ? HexDigits.Pair(text[1], text[2]) : -1;
        if (value >= 0)
        {
            return 3;
        }

        return text.Length > 1 && text[1] == '\n' ? 2 : text.Length > 2 && text[1] == '\r' && text[2] == '\n' ? 3 : 0;
    }
}
