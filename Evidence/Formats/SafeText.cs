using System.Buffers;
using System.Text;

namespace Pipelock.Evidence.Formats;

/// <summary>Writes text that came from anywhere so that it can do no harm in a log.</summary>
/// <remarks>
/// Control characters (C0, DEL, C1), terminal escape sequences and bidirectional overrides are dropped, invalid UTF-8
/// becomes U+FFFD, and quotes and backslashes are escaped as JSON wants it (RFC 8259 §7).
/// </remarks>
internal static class SafeText
{
    private const byte Escape = 0x1b;

    private static readonly SearchValues<byte> s_plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5f).Select(value => (byte)value).Where(value => value is not (0x22 or 0x5c))]);

    /// <summary>Appends the harmless form of <paramref name="text"/>, without surrounding quotes.</summary>
    public static void Append(LineBuffer line, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(s_plain);
            if (plain < 0)
            {
                line.Append(text);
                return;
            }

            line.Append(text[..plain]);
            text = text[plain..];
            text = text[AppendOne(line, text)..];
        }
    }

    private static int AppendOne(LineBuffer line, ReadOnlySpan<byte> text)
    {
        switch (text[0])
        {
            case (byte)'"' or (byte)'\\':
                line.Append((byte)'\\');
                line.Append(text[0]);
                return 1;
            case Escape:
                return SequenceLength(text);
            case < 0x20 or 0x7f:
                return 1;
            default:
                var status = Rune.DecodeFromUtf8(text, out var rune, out var consumed);
                if (status != OperationStatus.Done)
                    line.Append("\uFFFD"u8);
                else if (!IsHidden(rune.Value))
                    line.Append(text[..consumed]);
                return consumed;
        }
    }

    private static bool IsHidden(int rune) =>
        rune is (>= 0x80 and <= 0x9f) or 0x2028 or 0x2029 or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069);

    /// <summary>Length of the terminal escape sequence at the start (ECMA-48 §5.3, §5.4 and §5.6).</summary>
    private static int SequenceLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
            return text.Length;
        switch (text[1])
        {
            case (byte)'[':
                var final = text[2..].IndexOfAnyInRange((byte)0x40, (byte)0x7e);
                return final < 0 ? 2 : final + 3;
            case (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_':
                var end = text[2..].IndexOfAny((byte)0x07, Escape);
                return end < 0 ? 2 : end + (text[end + 2] == Escape ? 2 : 3);
            default:
                return text[1] is >= 0x20 and <= 0x7e ? 2 : 1;
        }
    }
}
