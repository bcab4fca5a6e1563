namespace Pipelock.Scanners.Text.Decoders;

/// <summary>
/// Backslash escapes of JSON (RFC 8259 §7), JavaScript, Python and shells, any number of times over:
/// <c>\uXXXX</c> with surrogate pairs, <c>\u{X}</c>, <c>\UXXXXXXXX</c>, <c>\xXX</c>, <c>\NNN</c>, <c>\n</c> and its kind.
/// </summary>
/// <remarks>
/// The output is used as a stack, as in <see cref="PercentDecoder"/>. Any number of backslashes in a row becomes one,
/// which is what JSON inside JSON inside JSON needs. <c>\xXX</c> gives a byte, not a character.
/// </remarks>
internal readonly struct EscapeDecoder : IWholeTextDecoder
{
    /// <inheritdoc/>
    public static Decoding Decoding => Decoding.Escape;

    /// <inheritdoc/>
    public static bool IsCandidate(ReadOnlySpan<byte> text) =>
        text.Length > 1 && text[..^1].IndexOf((byte)'\\') >= 0;

    /// <inheritdoc/>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var output = new Output(destination);
        int read = 0;
        while (read < text.Length)
        {
            if (!output.InEscape)
            {
                int plain = text[read..].IndexOf((byte)'\\');
                plain = plain < 0 ? text.Length - read : plain;
                output.Append(text.Slice(read, plain));
                read += plain;
            }

            if (read < text.Length)
            {
                output.Push(text[read++]);
            }
        }

        return output.Length;
    }

    private ref struct Output(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;
        private int _escape = -1; // where the unfinished escape at the end begins

        public int Length { get; private set; }

        public readonly bool InEscape => _escape >= 0;

        public void Append(ReadOnlySpan<byte> plain)
        {
            plain.CopyTo(_bytes[Length..]);
            Length += plain.Length;
        }

        public void Push(byte next)
        {
            if (_escape < 0)
            {
                _escape = next == '\\' ? Length : -1;
                _bytes[Length++] = next;
                return;
            }

            ReadOnlySpan<byte> body = _bytes[(_escape + 1)..Length];
            if (body.IsEmpty)
            {
                PushFirst(next);
                return;
            }

            bool digit = body[0] is >= (byte)'0' and <= (byte)'7' ? next is >= (byte)'0' and <= (byte)'7'
                : HexDigits.IsDigit(next);
            bool braced = body.Length > 1 && body[1] == '{';
            if (digit || (next == '{' && body.Length == 1 && body[0] == 'u'))
            {
                _bytes[Length++] = next;
                FinishIfComplete(braced);
            }
            else if (braced && next == '}' && body.Length > 2)
            {
                Replace(Number(body[2..], 16));
            }
            else
            {
                _escape = -1; // not an escape after all; this byte may begin one
                Push(next);
            }
        }

        private void PushFirst(byte next)
        {
            switch (next)
            {
                case (byte)'\\':
                    return;
                case (byte)'u' or (byte)'U' or (byte)'x' or (>= (byte)'0' and <= (byte)'3'):
                    _bytes[Length++] = next;
                    return;
                case (byte)'\n':
                    Length = _escape; // a continued line
                    _escape = -1;
                    return;
            }

            int value = next switch
            {
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'v' => '\v',
                (byte)'"' or (byte)'\'' or (byte)'/' or (byte)'`' => next,
                _ => -1,
            };
            if (value >= 0)
            {
                Length = _escape;
                next = (byte)value;
            }

            _escape = -1;
            _bytes[Length++] = next;
        }

        private void FinishIfComplete(bool braced)
        {
            ReadOnlySpan<byte> body = _bytes[(_escape + 1)..Length];
            int complete = body[0] switch
            {
                (byte)'x' => 3,
                (byte)'u' => body.Length > 1 && body[1] == '{' ? 9 : 5,
                (byte)'U' => 9,
                _ => 3,
            };
            if (body.Length < complete)
            {
                return;
            }

            if (braced)
            {
                _escape = -1; // seven digits and no closing brace
                return;
            }

            Replace(HexDigits.IsDigit(body[0]) ? Number(body, 8) : Number(body[1..], 16), isByte: complete == 3);
        }

        private void Replace(int value, bool isByte = false)
        {
            if (value > 0x10FFFF)
            {
                _escape = -1;
                return;
            }

            Length = _escape;
            _escape = -1;
            if (isByte || value < 0x80)
            {
                Push((byte)value);
                return;
            }

            Length += Utf8Writer.Write(value, _bytes[Length..]);
            Length = Utf8Writer.JoinSurrogates(_bytes[..Length]);
        }

        private static int Number(ReadOnlySpan<byte> digits, int radix)
        {
            long value = 0;
            foreach (byte digit in digits)
            {
                value = (value * radix) + HexDigits.Value(digit);
            }

            return (int)Math.Min(value, int.MaxValue);
        }
    }
}
