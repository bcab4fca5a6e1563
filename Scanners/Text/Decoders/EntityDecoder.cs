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
        while (text.IndexOf((byte)'&') is var at and >= 0 && at + 3 < text.Length)
        {
            text = text[(at + 1)..];
            if (text[0] == '#' || (char.IsAsciiLetter((char)text[0]) && HasNamedReference(text)))
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
        while (!text.IsEmpty)
        {
            if (!output.InReference)
            {
                int plain = text.IndexOf((byte)'&');
                plain = plain < 0 ? text.Length : plain;
                output.Append(text[..plain]);
                text = text[plain..];
            }

            if (!text.IsEmpty)
            {
                output.Push(text[0]);
                text = text[1..];
            }
        }

        output.Finish();
        return output.Length;
    }

    private static bool HasNamedReference(ReadOnlySpan<byte> text)
    {
        int end = text[..Math.Min(text.Length, EntityNames.MaxLength + 1)].IndexOf((byte)';');
        return end > 0 && EntityNames.Find(text[..end]) >= 0;
    }

    private ref struct Output(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;
        private int _reference = -1; // where the unfinished reference at the end begins

        public int Length { get; private set; }

        public readonly bool InReference => _reference >= 0;

        private readonly ReadOnlySpan<byte> Body => _bytes[(_reference + 1)..Length];

        public void Append(ReadOnlySpan<byte> plain)
        {
            plain.CopyTo(_bytes[Length..]);
            Length += plain.Length;
        }

        public void Push(byte next)
        {
            if (_reference >= 0 && !Continues(next))
            {
                bool resolved = Finish(next);
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

            ReadOnlySpan<byte> body = Body;
            int start = _reference;
            _reference = -1;
            int codePoint = body.Length > 1 && body[0] == '#'
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
            ReadOnlySpan<byte> body = Body;
            if (body.Length >= MaxReferenceLength || next == ';')
            {
                return false;
            }

            if (body.IsEmpty || body[0] != '#')
            {
                return char.IsAsciiLetterOrDigit((char)next) || (body.IsEmpty && next == '#');
            }

            bool hex = body.Length > 1 && (body[1] | 0x20) == 'x';
            return hex ? HexDigits.IsDigit(next)
                : char.IsAsciiDigit((char)next) || (body.Length == 1 && (next | 0x20) == 'x');
        }

        private static int Number(ReadOnlySpan<byte> digits)
        {
            bool hex = (digits[0] | 0x20) == 'x';
            digits = hex ? digits[1..] : digits;
            long value = digits.IsEmpty ? -1 : 0;
            foreach (byte digit in digits)
            {
                value = Math.Min((value * (hex ? 16 : 10)) + HexDigits.Value(digit), int.MaxValue);
            }

            return (int)value;
        }
    }
}
