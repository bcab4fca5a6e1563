using System.Buffers;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Shell;

/// <summary>
/// Texts that a program puts together from the numbers of their characters: <c>chr(99).chr(97)</c>,
/// <c>pack("C*", 99, 97)</c>, <c>String.fromCharCode(99, 97)</c>, <c>"\x63\x61"</c>.
/// </summary>
/// <remarks>Numbers are read only where the command names what makes characters of them. One pass.</remarks>
internal static class CharacterLists
{
    /// <summary>Fewer characters are no command.</summary>
    private const int Fewest = 4;

    /// <summary>The most that stands between two numbers of a list: <c> . chr( </c>, <c>]+[char]</c>.</summary>
    private const int WidestGap = 16;

    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789"u8);

    private static readonly byte[][] s_makers =
    [
        "chr"u8.ToArray(), "char"u8.ToArray(), "Char"u8.ToArray(), "CHR"u8.ToArray(), "CHAR"u8.ToArray(),
        "pack"u8.ToArray(), "byte"u8.ToArray(), "fromCodePoint"u8.ToArray(), "%c"u8.ToArray(), "\\x"u8.ToArray(),
    ];

    /// <summary>Writes the texts that lists of numbers stand for, one per line.</summary>
    internal static bool Write(ReadOnlySpan<byte> text, GatherBuffer output)
    {
        if (!NamesMaker(text))
            return false;
        int listStart = 0, lastEnd = -1;
        for (var at = 0; at < text.Length && text[at..].IndexOfAny(s_digits) is >= 0 and var next;)
        {
            at += next;
            var start = at;
            var value = Read(text, ref at);
            if (lastEnd >= 0 && start - lastEnd > WidestGap)
                End(output, ref listStart);
            if (value < 0)
                continue;
            output.Add((byte)value);
            lastEnd = at;
        }

        End(output, ref listStart);
        return output.Length > 0;
    }

    private static bool NamesMaker(ReadOnlySpan<byte> text)
    {
        foreach (var maker in s_makers)
        {
            if (text.IndexOf(maker) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Reads what begins with the digit at <paramref name="at"/> and goes behind it.</summary>
    /// <returns>The character; negative for what is none.</returns>
    private static int Read(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        var isHex = text[at] == '0' && at + 1 < text.Length && text[at + 1] is (byte)'x' or (byte)'X';
        var isEscape = at > 1 && text[at - 1] is (byte)'x' && text[at - 2] == '\\';
        if (isEscape)
            return ReadHex(text, at, ref at);
        var isPart = start > 0 && (char.IsAsciiLetterOrDigit((char)text[start - 1]) || text[start - 1] is (byte)'_');
        if (isHex && !isPart)
            return ReadHex(text, at + 2, ref at);
        var value = 0;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
            value = Math.Min((value * 10) + text[at] - '0', 1000);
        return isPart ? -1 : Character(value);
    }

    private static int ReadHex(ReadOnlySpan<byte> text, int from, ref int at)
    {
        var value = 0;
        for (at = from; at < text.Length && at < from + 2 && HexDigits.IsDigit(text[at]); at++)
            value = (value << 4) | HexDigits.Value(text[at]);
        return at == from ? -1 : Character(value);
    }

    private static int Character(int value) => value is (>= ' ' and <= '~') or '\t' or '\n' ? value : -1;

    private static void End(GatherBuffer output, ref int listStart)
    {
        if (output.Length - listStart < Fewest)
            output.Remove(listStart, output.Length - listStart);
        else
            output.Add((byte)'\n');
        listStart = output.Length;
    }
}
