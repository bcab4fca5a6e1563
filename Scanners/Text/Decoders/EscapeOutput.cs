using System.Runtime.CompilerServices;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>The output of <see cref="EscapeDecoder"/>: a stack whose end may be an unfinished escape.</summary>
internal ref struct EscapeOutput(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;
    private Starts _starts; // where the unfinished escapes begin, each inside the one before
    private int _depth;
    private int _decodedStarts; // one bit per unfinished escape whose backslash was itself escaped

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>True when the next byte may belong to an escape.</summary>
    public readonly bool InEscape => _depth > 0;

    /// <summary>Adds what stands before the first mark; not inside an escape.</summary>
    /// <returns>How many bytes of the text that is.</returns>
    public int AppendUntil(ReadOnlySpan<byte> text, byte mark)
    {
        var plain = PlainCopy.Until(text, mark, _bytes[Length..]);
        Length += plain;
        return plain;
    }

    /// <summary>Adds what a backslash and a letter stand for, the plainest of escapes, not inside of another.</summary>
    /// <returns>False when something else stands there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPushSimple(ReadOnlySpan<byte> text)
    {
        if (_depth > 0 || text.Length < 2 || text[0] != '\\' || Simple(text[1]) is not (>= 0 and var value))
        {
            return false;
        }

        _bytes[Length++] = (byte)value;
        return true;
    }

    /// <summary>Adds what the escape at the start of the text stands for, if it is one of the everyday ones; its
    /// backslash may be what an escape before it stood for.</summary>
    /// <returns>How many bytes of the text that took; 0 leaves them to <see cref="Push(byte)"/>.</returns>
    public int PushWhole(ReadOnlySpan<byte> text)
    {
        var isBegun = _depth == 1 && Length == _starts[0] + 1;
        if (_depth > 0 && !isBegun)
        {
            return 0;
        }

        var backslash = isBegun ? 0 : 1;
        var length = Whole(text[backslash..], out var value);
        if (length == 0)
        {
            return 0;
        }

        if (isBegun)
        {
            Length = _starts[--_depth];
        }

        Push((byte)value, decoded: true);
        return backslash + length;
    }

    // Without its backslash: u0041, x41, 000041 as CSS has it (CSS Syntax 3 §4.3.7), n. 0 for everything else, and for
    // what is no ASCII.
    private static int Whole(ReadOnlySpan<byte> text, out int value)
    {
        const int Unicode = 5;
        const int Byte = 3;
        const int Padded = 6;
        value = -1;
        var length = 1;
        if (text.IsEmpty)
        {
            return 0;
        }

        if (text[0] == 'u' && text.Length >= Unicode && text[1] == '0' && text[2] == '0')
        {
            value = HexDigits.Pair(text[3], text[4]);
            length = Unicode;
        }
        else if (text[0] == 'x' && text.Length >= Byte)
        {
            value = HexDigits.Pair(text[1], text[2]);
            length = Byte;
        }
        else if (text.Length >= Padded && text.StartsWith("0000"u8))
        {
            value = HexDigits.Pair(text[4], text[5]);
            value = value >= ' ' ? value : -1; // else an octal zero and digits behind it
            length = Padded;
        }
        else
        {
            value = Simple(text[0]);
        }

        return value is < 0 or >= 0x80 ? 0 : length;
    }

    /// <summary>Adds the next byte and replaces the escape that it completes.</summary>
    public void Push(byte next) => Push(next, decoded: false);

    private void Push(byte next, bool decoded)
    {
        ReadOnlySpan<byte> body = _depth > 0 ? _bytes[(_starts[_depth - 1] + 1)..Length] : default;
        if (next == '\\')
        {
            Begin(decoded, afterBackslash: _depth > 0 && body.IsEmpty);
        }
        else if (_depth == 0)
        {
            _bytes[Length++] = next;
        }
        else if (body.IsEmpty)
        {
            PushFirst(next);
        }
        else
        {
            Continue(body, next);
        }
    }

    private void Begin(bool decoded, bool afterBackslash)
    {
        var isSame = afterBackslash && (_decodedStarts >> (_depth - 1) & 1) == 0 && !decoded;
        if (isSame)
        {
            return; // a run of backslashes is one
        }

        _depth = _depth == Starts.Length ? 0 : _depth;
        _decodedStarts = (_decodedStarts & ~(1 << _depth)) | (decoded ? 1 << _depth : 0);
        _starts[_depth++] = Length;
        _bytes[Length++] = (byte)'\\';
    }

    private void PushFirst(byte next)
    {
        var value = Simple(next);
        if (value >= 0)
        {
            Replace(value, isByte: true);
        }
        else if (next == '\n')
        {
            Length = _starts[--_depth]; // a continued line
        }
        else
        {
            _bytes[Length++] = next;
            var continues = next is (byte)'u' or (byte)'U' or (byte)'x' or (>= (byte)'0' and <= (byte)'3');
            _depth = continues ? _depth : 0;
        }
    }

    private static int Simple(byte kind) => kind switch
    {
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'v' => '\v',
        (byte)'"' or (byte)'\'' or (byte)'/' or (byte)'`' => kind,
        _ => -1,
    };

    private void Continue(ReadOnlySpan<byte> body, byte next)
    {
        var octal = body[0] is >= (byte)'0' and <= (byte)'3';
        var digit = octal ? next is >= (byte)'0' and <= (byte)'7' : HexDigits.IsDigit(next);
        var braced = body.Length > 1 && body[1] == '{';
        if (braced && next == '}' && body.Length > 2)
        {
            Replace(Number(body[2..], 16), isByte: false);
            return;
        }

        var opens = next == '{' && body.Length == 1 && body[0] == 'u';
        if (!digit && !opens)
        {
            _depth = 0; // not an escape after all
        }

        _bytes[Length++] = next;
        var complete = body[0] switch
        {
            (byte)'u' => braced ? 9 : 5,
            (byte)'U' => 9,
            _ => 3,
        };
        if (digit && body.Length + 1 == complete)
        {
            Finish(_bytes.Slice(Length - complete, complete), braced);
        }
    }

    private void Finish(ReadOnlySpan<byte> body, bool braced)
    {
        if (braced)
        {
            _depth = 0; // seven digits and no closing brace
            return;
        }

        var octal = HexDigits.IsDigit(body[0]);
        Replace(octal ? Number(body, 8) : Number(body[1..], 16), isByte: body.Length == 3);
    }

    private void Replace(int value, bool isByte)
    {
        if (value > 0x10FFFF)
        {
            _depth = 0;
            return;
        }

        Length = _starts[--_depth];
        if (isByte || value < 0x80)
        {
            Push((byte)value, decoded: true);
            return;
        }

        _depth = 0;
        Length += Utf8Writer.Write(value, _bytes[Length..]);
        Length = Utf8Writer.JoinSurrogates(_bytes[..Length]);
    }

    private static int Number(ReadOnlySpan<byte> digits, int radix)
    {
        long value = 0;
        foreach (var digit in digits)
        {
            value = (value * radix) + HexDigits.Value(digit);
        }

        return (int)Math.Min(value, int.MaxValue);
    }

    [InlineArray(Length)]
    private struct Starts
    {
        public const int Length = 8;
        private int _element;
    }
}
