using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>The text of a JSON document: strings one after the other, one level of escapes undone.</summary>
/// <remarks>
/// Needs no beginning: an unescaped quotation mark borders a string on either side, wherever the window starts. It
/// becomes a paragraph break, so what is quoted inside a string is told from the string itself.
/// </remarks>
internal static class JsonText
{
    /// <summary>Writes the text.</summary>
    /// <param name="json">A document or a part of one.</param>
    /// <param name="destination">At least twice as long.</param>
    /// <param name="cuts">Offsets to follow.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Write(ReadOnlySpan<byte> json, Span<byte> destination, ref Cuts cuts)
    {
        int read = 0;
        int written = 0;
        while (read < json.Length)
        {
            int plain = json[read..].IndexOfAny((byte)'"', (byte)'\\');
            plain = plain < 0 ? json.Length - read : plain;
            cuts.Note(read, plain, written);
            json.Slice(read, plain).CopyTo(destination[written..]);
            Markers.Clear(destination.Slice(written, plain));
            written += plain;
            read += plain;
            if (read >= json.Length)
                break;
            cuts.Note(read, 1, written);
            if (json[read] == '"')
            {
                destination[written++] = (byte)'\n';
                destination[written++] = (byte)'\n';
                read++;
                continue;
            }

            read += Escape(json[read..], destination, ref written);
        }

        return written;
    }

    private static int Escape(ReadOnlySpan<byte> text, Span<byte> destination, ref int written)
    {
        if (text.Length < 2)
        {
            destination[written++] = text[0];
            return 1;
        }

        int simple = text[1] switch
        {
            (byte)'n' or (byte)'r' => '\n',
            (byte)'t' or (byte)'b' or (byte)'f' => ' ',
            (byte)'"' or (byte)'/' or (byte)'\\' => text[1],
            _ => -1,
        };
        if (simple >= 0)
        {
            destination[written++] = (byte)simple;
            return 2;
        }

        const int Unit = 6;
        int value = Code(text);
        if (value < 0)
        {
            destination[written++] = text[0];
            return 1;
        }

        int length = Unit;
        if (value is >= 0xD800 and < 0xDC00 && text.Length >= 2 * Unit
            && Code(text[Unit..]) is var low and >= 0xDC00 and < 0xE000)
        {
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
            length = 2 * Unit;
        }

        bool isMarker = value is >= Markers.HiddenStart and <= Markers.CodeEnd;
        written += Utf8Writer.Write(isMarker ? ' ' : value, destination[written..]);
        return length;
    }

    private static int Code(ReadOnlySpan<byte> text)
    {
        const int Unit = 6;
        if (text.Length < Unit || text[0] != '\\' || text[1] != 'u')
            return -1;
        int high = HexDigits.Pair(text[2], text[3]);
        int low = HexDigits.Pair(text[4], text[5]);
        return (high | low) < 0 ? -1 : (high << 8) | low;
    }
}
