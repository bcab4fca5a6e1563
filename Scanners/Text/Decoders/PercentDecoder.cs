using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelock.Scanners.Text.Gates;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Percent-encoding (RFC 3986 §2.1), any number of times over, and the <c>%uXXXX</c> form of old
/// servers.</summary>
/// <remarks>
/// The output is used as a stack: whenever its end reads as an escape, it is replaced by what it stands for and looked
/// at again. So <c>%252541</c> becomes <c>A</c> in one pass, and a million nested levels cost no more than their bytes.
/// </remarks>
public readonly struct PercentDecoder : IWholeTextDecoder
{
    private const int Pair = 3;  // %XX
    private const int Reach = 6; // %uXXXX, the longest escape

    /// <inheritdoc/>
    static Decoding IWholeTextDecoder.Decoding => Decoding.Percent;

    /// <summary>False when no percent sign begins an escape as it stands: nothing else can become one.</summary>
    public static bool IsCandidate(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (; at + CharacterClasses.BlockLength <= text.Length; at += CharacterClasses.BlockLength)
        {
            ref var block = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
            for (var signs = LaneMasks.Of(Vector512.LoadUnsafe(ref block), '%'); signs != 0; signs &= signs - 1)
            {
                if (MayBeEscape(text[(at + BitOperations.TrailingZeroCount(signs))..]))
                {
                    return true;
                }
            }
        }

        for (; text[at..].IndexOf((byte)'%') is var next and >= 0; at++)
        {
            at += next;
            if (MayBeEscape(text[at..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayBeEscape(ReadOnlySpan<byte> text) =>
        text.Length >= Pair && (HexDigits.Pair(text[1], text[2]) >= 0 || (text[1] | 0x20) == 'u');

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
        var read = 0;
        var written = 0;
        while (read < text.Length)
        {
            if (text[read] != '%')
            {
                var plain = plusIsSpace
                    ? CopyWords(text[read..], destination[written..])
                    : PlainCopy.Until(text[read..], (byte)'%', destination[written..]);
                read += plain;
                written += plain;
            }

            if (TryWholeEscape(text[read..], out var whole))
            {
                destination[written++] = whole;
                read += Pair;
                continue;
            }

            var open = written; // the last place in the output at which an unfinished escape may begin
            while (read < text.Length && written - open < Reach)
            {
                var next = text[read++];
                var pair = next == '%' && text.Length - read >= 2 ? HexDigits.Pair(text[read], text[read + 1]) : -1;
                if (pair >= 0)
                {
                    next = (byte)pair; // a digit of it ends no escape but its own
                    read += Pair - 1;
                }

                destination[written++] = plusIsSpace && next == '+' && pair < 0 ? (byte)' ' : next;
                if (next == '%')
                {
                    open = written - 1;
                }
                else if (HexDigits.IsDigit(next))
                {
                    Reduce(destination, ref written, ref open);
                }
            }
        }

        return written;
    }

    private static int CopyWords(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var length = text.IndexOfAny((byte)'%', (byte)'+');
        var words = length < 0 ? text : text[..length];
        words.CopyTo(destination);
        return words.Length;
    }

    // An escape that stands for no percent sign, behind no unfinished one, is done with at once.
    private static bool TryWholeEscape(ReadOnlySpan<byte> text, out byte value)
    {
        var pair = text.Length >= Pair && text[0] == '%' ? HexDigits.Pair(text[1], text[2]) : -1;
        value = (byte)pair;
        return pair >= 0 && pair != '%';
    }

    private static void Reduce(Span<byte> output, ref int length, ref int open)
    {
        while (EscapeAtEnd(output[..length], out var value) is var width and > 0)
        {
            length -= width;
            length += width == Pair ? WriteByte(value, output[length..]) : Utf8Writer.Write(value, output[length..]);
            if (value == '%')
            {
                open = length - 1;
                return; // no escape ends with it
            }

            var nearest = output[Math.Max(0, length - Reach)..length].LastIndexOf((byte)'%');
            open = nearest < 0 ? length - Reach : Math.Max(0, length - Reach) + nearest;
        }
    }

    private static int EscapeAtEnd(ReadOnlySpan<byte> output, out int value)
    {
        value = output.Length >= Pair && output[^Pair] == '%' ? HexDigits.Pair(output[^2], output[^1]) : -1;
        if (value >= 0)
        {
            return Pair;
        }

        if (output.Length < Reach || output[^Reach] != '%' || (output[^5] | 0x20) != 'u')
        {
            return 0;
        }

        var high = HexDigits.Pair(output[^4], output[^3]);
        var low = HexDigits.Pair(output[^2], output[^1]);
        value = (high << 8) | low;
        return (high | low) < 0 ? 0 : Reach;
    }

    private static int WriteByte(int value, Span<byte> destination)
    {
        destination[0] = (byte)value;
        return 1;
    }
}
