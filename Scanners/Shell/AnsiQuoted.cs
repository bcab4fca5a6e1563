using System.Text;

namespace Pipelock.Scanners.Shell;

/// <summary>ANSI-C quoting: <c>$'\x72\155'</c> (POSIX.1-2024 §2.2.4), as printf and echo -e read it too.</summary>
internal static class AnsiQuoted
{
    /// <summary>Writes the text up to the closing quote.</summary>
    /// <param name="text">What stands behind the opening quote.</param>
    /// <param name="quote">The closing quote; 0 for all of the text.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The bytes read, the quote included.</returns>
    internal static int Write(ReadOnlySpan<byte> text, byte quote, GatherBuffer output)
    {
        var at = 0;
        while (at < text.Length)
        {
            var next = text[at];
            if (next == quote && quote != 0)
                return at + 1;
            if (next != '\\' || at + 1 == text.Length)
            {
                output.Add(next);
                at++;
                continue;
            }

            at += 1 + Escape(text[(at + 1)..], output);
        }

        return at;
    }

    private static int Escape(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        switch (text[0])
        {
            case (byte)'x':
                return 1 + Number(text[1..], 16, 2, output);
            case (byte)'u':
                return 1 + Number(text[1..], 16, 4, output);
            case (byte)'U':
                return 1 + Number(text[1..], 16, 8, output);
            case >= (byte)'0' and <= (byte)'7':
                return Number(text, 8, text[0] == '0' ? 4 : 3, output);
            case (byte)'n' or (byte)'r':
                output.Add((byte)'\n');
                return 1;
            case (byte)'t' or (byte)'v' or (byte)'a' or (byte)'b' or (byte)'f':
                output.Add((byte)' ');
                return 1;
            case (byte)'e' or (byte)'E' or (byte)'c':
                return 1;
            default:
                output.Add(text[0]);
                return 1;
        }
    }

    private static int Number(ReadOnlySpan<byte> text, int radix, int maxDigits, GatherBuffer output)
    {
        var braced = radix == 16 && !text.IsEmpty && text[0] == '{';
        var start = braced ? 1 : 0;
        var at = start;
        uint value = 0;
        while (at < text.Length && at - start < maxDigits && Digit(text[at]) is var digit && digit < radix)
        {
            value = (value * (uint)radix) + (uint)digit;
            at++;
        }

        if (at > start && Rune.IsValid((int)Math.Min(value, int.MaxValue)))
        {
            Span<byte> utf8 = stackalloc byte[4];
            output.Add(utf8[..new Rune(value).EncodeToUtf8(utf8)]);
        }

        return braced && at < text.Length && text[at] == '}' ? at + 1 : at;
    }

    private static int Digit(byte c) => char.IsAsciiHexDigit((char)c)
        ? c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10
        : int.MaxValue;
}
