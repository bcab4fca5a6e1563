using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>The text of HTML or XML, with marks around what people do not see and what is shown as code.</summary>
/// <remarks>
/// Lenient as agents are: a part of a document, or broken markup, gives its text all the same. Nothing a tag can
/// carry prose in is lost: comments, declarations, attribute values of several words, tags that are none.
/// </remarks>
internal ref struct MarkupText
{
    private const int MaxTag = 4096;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _output;
    private int _read;
    private int _written;
    private int _codeDepth;
    private int _hiddenDepth;
    private ReadOnlySpan<byte> _hiddenName;

    private MarkupText(ReadOnlySpan<byte> text, Span<byte> output)
    {
        _text = text;
        _output = output;
    }

    /// <summary>True when a text has anything that this would change.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'<') is var at and >= 0 && at + 1 < text.Length)
        {
            text = text[(at + 1)..];
            if (text[0] is (byte)'!' or (byte)'/' || text.StartsWith("br"u8) || text.StartsWith("p>"u8)
                || text.StartsWith("img "u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the text.</summary>
    /// <param name="markup">A document or a part of one.</param>
    /// <param name="destination">At least as long, and eight bytes.</param>
    /// <param name="cuts">Offsets to follow.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Write(ReadOnlySpan<byte> markup, Span<byte> destination, ref Cuts cuts)
    {
        var writer = new MarkupText(markup, destination);
        while (writer._read < markup.Length)
            writer.Next(ref cuts);
        return writer._written;
    }

    private void Next(ref Cuts cuts)
    {
        var next = _text[_read..].IndexOf((byte)'<');
        var plain = next < 0 ? _text.Length - _read : next;
        if (plain > 0)
        {
            cuts.Note(_read, plain, _written);
            PutText(_text.Slice(_read, plain));
            _read += plain;
            return;
        }

        cuts.Note(_read, 1, _written);
        var rest = _text[_read..];
        if (rest.StartsWith("<!--"u8))
            PutHidden(rest, 4, "-->"u8);
        else if (rest.StartsWith("<![CDATA["u8))
            _read += 9;
        else if (rest.Length > 1 && rest[1] is (byte)'!' or (byte)'?')
            PutHidden(rest, 2, ">"u8);
        else if (rest.Length > 1 && (char.IsAsciiLetter((char)rest[1]) || rest[1] == '/'))
            PutTag(rest);
        else
            PutByte();
    }

    private void PutByte()
    {
        _output[_written++] = _text[_read++];
    }

    private void PutText(ReadOnlySpan<byte> text)
    {
        var room = _output[_written..];
        var length = text.Length;
        if (text.Contains((byte)'&'))
            length = EntityDecoder.Decode(text, room);
        else
            text.CopyTo(room);
        Markers.Clear(room[..length]);
        _written += length;
    }

    private void PutHidden(ReadOnlySpan<byte> rest, int open, ReadOnlySpan<byte> close)
    {
        var end = rest[open..].IndexOf(close);
        var length = end < 0 ? rest.Length - open : end;
        _output[_written++] = Markers.HiddenStart;
        PutText(rest.Slice(open, length));
        if (end >= 0)
            _output[_written++] = Markers.HiddenEnd;
        _read += open + length + (end < 0 ? 0 : close.Length);
    }

    private void PutTag(ReadOnlySpan<byte> rest)
    {
        var end = MarkupTag.End(rest[..Math.Min(rest.Length, MaxTag)]);
        if (end < 0)
        {
            PutByte();
            return;
        }

        var tag = new MarkupTag(rest[..end]);
        if (tag.IsTemplate)
        {
            PutByte();
            return;
        }

        _read += end;
        if (tag.IsProse)
        {
            _output[_written++] = Markers.HiddenStart;
            PutText(rest[1..(end - 1)]);
            _output[_written++] = Markers.HiddenEnd;
            return;
        }

        if (!tag.IsInline)
            _output[_written++] = (byte)'\n';
        Mark(tag);
        PutAttributes(tag);
        if (tag.IsRaw && !tag.IsClosing)
            SkipToClose(tag.Name);
    }

    // A mark takes the room of its tag's angle brackets and name.
    private void Mark(in MarkupTag tag)
    {
        if (tag.IsCode && !tag.IsVoid)
        {
            _codeDepth = Math.Max(0, _codeDepth + (tag.IsClosing ? -1 : 1));
            if (tag.IsClosing ? _codeDepth == 0 : _codeDepth == 1)
                _output[_written++] = tag.IsClosing ? Markers.CodeEnd : Markers.CodeStart;
        }

        if (_hiddenDepth > 0)
        {
            if (!tag.IsVoid && tag.Name.SequenceEqual(_hiddenName))
                _hiddenDepth += tag.IsClosing ? -1 : 1;
            if (_hiddenDepth == 0)
                _output[_written++] = Markers.HiddenEnd;
        }
        else if (!tag.IsClosing && !tag.IsVoid && tag.HidesContent())
        {
            _hiddenDepth = 1;
            _hiddenName = tag.Name;
            _output[_written++] = Markers.HiddenStart;
        }
    }

    private void PutAttributes(in MarkupTag tag)
    {
        var attributes = tag.Attributes;
        while (MarkupTag.TryReadProse(attributes, out var start, out var length, out var next))
        {
            var value = attributes.Slice(start, length);
            attributes = attributes[next..];
            _output[_written++] = (byte)'\n';
            PutText(value);
            _output[_written++] = (byte)'\n';
        }
    }

    // Scripts have other rules for angle brackets: up to the closing tag they are text.
    private void SkipToClose(ReadOnlySpan<byte> name)
    {
        var rest = _text[_read..];
        var end = 0;
        while (true)
        {
            var next = rest[end..].IndexOf("</"u8);
            if (next < 0)
            {
                end = rest.Length;
                break;
            }

            end += next;
            var close = rest[(end + 2)..];
            if (close.Length >= name.Length
                && System.Text.Ascii.EqualsIgnoreCase(close[..name.Length], name))
            {
                break;
            }

            end += 2;
        }

        var raw = _output.Slice(_written, end);
        rest[..end].CopyTo(raw);
        Markers.Clear(raw);
        if (raw.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
            raw.Replace((byte)'"', (byte)'\n'); // data: its strings are texts, not quotations
        _written += end;
        _read += end;
    }
}
