using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>The text of a JSON document: strings one after the other, one level of escapes undone.</summary>
/// <remarks>
/// Needs no beginning: an unescaped quotation mark borders a string on either side, wherever the window starts. It
/// becomes a paragraph break, so what is quoted inside a string is told from the string itself. A string that begins as
/// a document of its own is one, as most results of tools are: in it two levels are undone, and the marks around its
/// strings quote nobody either.
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
        var read = 0;
        var written = 0;
        var isNested = false;
        while (read < json.Length)
        {
            var plain = json[read..].IndexOfAny((byte)'"', (byte)'\\');
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
                Part(destination, ref written);
                read++;
                isNested = IsDocument(json[read..]);
                continue;
            }

            var rest = json[read..];
            read += isNested ? NestedEscape(rest, destination, ref written) : Escape(rest, destination, ref written);
        }

        return written;
    }

    private static void Part(Span<byte> destination, ref int written)
    {
        destination[written++] = (byte)'\n';
        destination[written++] = (byte)'\n';
    }

    // An object or an array whose first member, key or element is a string or one of them.
    private static bool IsDocument(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is not ((byte)'{' or (byte)'['))
            return false;
        text = text[1..];
        while (true)
        {
            if (text.IsEmpty || text[0] == '"')
                return false;
            if (text[0] is (byte)'{' or (byte)'[' || text.StartsWith("\\\""u8))
                return true;
            var space = text[0] == ' ' ? 1 : text.StartsWith("\\n"u8) ? 2 : 0;
            if (space == 0)
                return false;
            text = text[space..];
        }
    }

    private static int NestedEscape(ReadOnlySpan<byte> text, Span<byte> destination, ref int written)
    {
        if (text.StartsWith("\\\""u8))
        {
            Part(destination, ref written);
            return 2;
        }

        // "\\n" is an escape of the inner document; there a quotation mark and a backslash are escaped once more.
        if (text.StartsWith("\\\\\\\""u8) || text.StartsWith("\\\\\\\\"u8))
            return 2 + Escape(text[2..], destination, ref written);
        return text.StartsWith("\\\\"u8) && !text.StartsWith("\\\\\""u8)
            ? 1 + Escape(text[1..], destination, ref written)
            : Escape(text, destination, ref written);
    }

    private static int Escape(ReadOnlySpan<byte> text, Span<byte> destination, ref int written)
    {
        if (text.Length < 2)
        {
            destination[written++] = text[0];
            return 1;
        }

        var simple = text[1] switch
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
        var value = Code(text);
        if (value < 0)
        {
            destination[written++] = text[0];
            return 1;
        }

        var length = Unit;
        if (value is >= 0xD800 and < 0xDC00 && text.Length >= 2 * Unit
            && Code(text[Unit..]) is var low and >= 0xDC00 and < 0xE000)
        {
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
            length = 2 * Unit;
        }

        var isMarker = value is >= Markers.HiddenStart and <= Markers.CodeEnd;
        written += Utf8Writer.Write(isMarker ? ' ' : value, destination[written..]);
        return length;
    }

    private static int Code(ReadOnlySpan<byte> text)
    {
        const int Unit = 6;
        if (text.Length < Unit || text[0] != '\\' || text[1] != 'u')
            return -1;
        var high = HexDigits.Pair(text[2], text[3]);
        var low = HexDigits.Pair(text[4], text[5]);
        return (high | low) < 0 ? -1 : (high << 8) | low;
    }
}
