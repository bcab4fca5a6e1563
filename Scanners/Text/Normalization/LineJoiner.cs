using System.Buffers;

namespace Pipelock.Scanners.Text.Normalization;

/// <summary>Reads words across line breaks and tabs: wrapped base64, keys cut over several lines.</summary>
/// <remarks>
/// Only what is written on both sides of a break is joined, <c>…AKIA</c> / <c>IOSF…</c> to <c>…AKIAIOSF…</c>; ordinary
/// lines of prose give two short words and are left out, so the result is small unless the text is wrapped data.
/// The pieces are separated by a space.
/// </remarks>
internal static class LineJoiner
{
    /// <summary>Shorter joined pieces hold neither a secret nor an encoding of one.</summary>
    internal const int MinLength = 16;

    private static readonly SearchValues<byte> Breaks = SearchValues.Create("\t\r\n"u8);
    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(" \"'<>,;`\0"u8);

    /// <summary>Writes the joined words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least as long as the text.</param>
    /// <returns>The number of bytes written; 0 when nothing is written across a break.</returns>
    internal static int Join(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var chain = new Chain { Destination = destination };
        while (!text.IsEmpty)
        {
            int length = text.IndexOfAny(Breaks);
            ReadOnlySpan<byte> line = (length < 0 ? text : text[..length]).Trim((byte)' ');
            text = length < 0 ? default : text[(length + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            int end = line.IndexOfAny(WordEnds);
            if (end < 0)
            {
                chain.Add(line);
                continue;
            }

            if (chain.Words > 0)
            {
                chain.Add(line[..end]);
                chain.Close();
            }

            chain.Add(line[(line.LastIndexOfAny(WordEnds) + 1)..]);
        }

        chain.Close();
        return chain.Start;
    }

    /// <summary>The words that follow one another across breaks, at the end of the destination.</summary>
    private ref struct Chain
    {
        public Span<byte> Destination;
        private int _end;

        public int Start { get; private set; }

        public int Words { get; private set; }

        public void Add(ReadOnlySpan<byte> word)
        {
            word.CopyTo(Destination[_end..]);
            _end += word.Length;
            Words += word.IsEmpty ? 0 : 1;
        }

        // One word alone is in the text as it stands. The separator takes the room of the break between two words.
        public void Close()
        {
            if (Words >= 2 && _end - Start >= MinLength)
            {
                Destination[_end] = (byte)' ';
                Start = _end + 1;
            }

            _end = Start;
            Words = 0;
        }
    }
}
