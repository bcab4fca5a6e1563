namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Character references of HTML and XML (HTML §13.2.5.72 ff.), any number of times over.</summary>
/// <remarks>
/// Numbers, with or without the final semicolon, and the names that stand for ASCII or for something invisible; other
/// names cannot be part of a secret and stay. The output is used as a stack, as in <see cref="PercentDecoder"/>:
/// <c>&amp;amp;amp;#65;</c> becomes <c>A</c> in one pass.
/// </remarks>
internal readonly struct EntityDecoder : IWholeTextDecoder
{
    private const int MaxReferenceLength = 32; // leading zeros are allowed without limit; nobody writes thirty

    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Entity;

    /// <inheritdoc/>
    public static bool IsCandidate(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at + 3 < text.Length; at++)
        {
            if (text[at] != '&')
            {
                var plain = text[at..].IndexOf((byte)'&');
                at = plain < 0 ? text.Length : at + plain;
            }

            if (at + 3 < text.Length
                && (text[at + 1] == '#'
                    || (char.IsAsciiLetter((char)text[at + 1]) && HasNamedReference(text[(at + 1)..]))))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var output = new Output(destination);
        var read = 0;
        while (read < text.Length)
        {
            if (!output.InReference)
            {
                if (text[read] != '&')
                {
                    read += output.AppendUntil(text[read..], (byte)'&');
                }

                if (read < text.Length && TryWhole(text[read..], out var value) is var whole and > 0)
                {
                    output.Append(value);
                    read += whole;
                    continue;
                }
            }

            if (read < text.Length)
            {
                output.Push(text[read++]);
            }
        }

        output.Finish();
        return output.Length;
    }

    // The everyday references, which begin no other one.
    private static int TryWhole(ReadOnlySpan<byte> text, out byte value)
    {
        if (text.Length > 3 && text[1] == '#')
        {
            return TryWholeNumber(text, out value);
        }

        (value, var length) = text switch
        {
            [_, (byte)'l', (byte)'t', (byte)';', ..] => ((byte)'<', 4),
            [_, (byte)'g', (byte)'t', (byte)';', ..] => ((byte)'>', 4),
            [_, (byte)'q', (byte)'u', (byte)'o', (byte)'t', (byte)';', ..] => ((byte)'"', 6),
            _ => ((byte)0, 0),
        };
        return length;
    }

    // Two or three decimal digits and a semicolon.
    private static int TryWholeNumber(ReadOnlySpan<byte> text, out byte value)
    {
        var number = 0;
        var at = 2;
        while (at < text.Length && at < 5 && char.IsAsciiDigit((char)text[at]))
        {
            number = (number * 10) + text[at++] - '0';
        }

        value = (byte)number;
        var isWhole = at > 2 && at < text.Length && text[at] == ';' && number < 0x80 && number != '&';
        return isWhole ? at + 1 : 0;
    }

    private static bool HasNamedReference(ReadOnlySpan<byte> text)
    {
        var end = text[..Math.Min(text.Length, EntityNames.MaxLength + 1)].IndexOf((byte)';');
        return end > 0 && EntityNames.Find(text[..end]) >= 0;
    }

    private ref struct Output(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;
        private int _reference = -1; // where the unfinished reference at the end begins

        public int Length { get; private set; }

        public readonly bool InReference => _reference >= 0;

        private readonly ReadOnlySpan<byte> Body => _bytes[(_reference + 1)..Length];

        public int AppendUntil(ReadOnlySpan<byte> text, byte mark)
        {
            var plain = PlainCopy.Until(text, mark, _bytes[Length..]);
            Length += plain;
            return plain;
        }

        public void Append(byte plain) => _bytes[Length++] = plain;

        public void Push(byte next)
        {
            if (_reference >= 0 && !Continues(next))
            {
                var resolved = Finish(next);
                if (resolved && next == ';')
                {
                    return;
                }

                // What was resolved may itself be an ampersand, and this byte belong to its reference.
                Push(next);
                return;
            }

            if (next == '&')
            {
                _reference = Length;
            }

            _bytes[Length++] = next;
        }

        /// <summary>Resolves the reference at the end if it is one; a name is one only before a semicolon.</summary>
        public bool Finish(byte next = 0)
        {
            if (_reference < 0)
            {
                return false;
            }

            var body = Body;
            var start = _reference;
            _reference = -1;
            var codePoint = body.Length > 1 && body[0] == '#'
                ? Number(body[1..])
                : next == ';' ? EntityNames.Find(body) : -1;
            if (codePoint is < 0 or > 0x10FFFF)
            {
                return false;
            }

            Length = start;
            if (codePoint == '&')
            {
                _reference = start;
            }

            Length += Utf8Writer.Write(codePoint, _bytes[Length..]);
            return true;
        }

        private readonly bool Continues(byte next)
        {
            var body = Body;
            if (body.Length >= MaxReferenceLength || next == ';')
            {
                return false;
            }

            if (body.IsEmpty || body[0] != '#')
            {
                return char.IsAsciiLetterOrDigit((char)next) || (body.IsEmpty && next == '#');
            }

            var hex = body.Length > 1 && (body[1] | 0x20) == 'x';
            return hex ? HexDigits.IsDigit(next)
                : char.IsAsciiDigit((char)next) || (body.Length == 1 && (next | 0x20) == 'x');
        }

        private static int Number(ReadOnlySpan<byte> digits)
        {
            var hex = (digits[0] | 0x20) == 'x';
            digits = hex ? digits[1..] : digits;
            long value = digits.IsEmpty ? -1 : 0;
            foreach (var digit in digits)
            {
                value = Math.Min((value * (hex ? 16 : 10)) + HexDigits.Value(digit), int.MaxValue);
            }

            return (int)value;
        }
    }
}
