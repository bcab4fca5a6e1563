using System.Buffers.Text;
using System.Text;

namespace Pipelock.Protocols.Json;

/// <summary>Undoes the escapes of a JSON string (RFC 8259 §7). Thread-safe; allocates nothing.</summary>
/// <remarks>
/// Half a surrogate pair becomes U+FFFD, as JSON readers of most clients have it; the framework's own reader would
/// refuse the whole string, and with it the event.
/// </remarks>
internal static class JsonText
{
    /// <summary>Writes the text of a string.</summary>
    /// <param name="escaped">What stands between the quotes; its escapes are known to be well-formed.</param>
    /// <param name="text">At least as long: the text is never longer than its escaped form.</param>
    /// <returns>The bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> text)
    {
        var written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0) plain = escaped.Length;
            escaped[..plain].CopyTo(text[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped.Length < 2) return written;
            if (escaped[1] == 'u')
            {
                var rune = ReadRune(ref escaped);
                written += rune.EncodeToUtf8(text[written..]);
                continue;
            }

            text[written++] = escaped[1] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                var other => other,
            };
            escaped = escaped[2..];
        }
    }

    /// <summary>
    /// The text of a string, in memory of its own: for names, which are hardly ever written with escapes.
    /// </summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new byte[escaped.Length];
        return text.AsSpan(0, Unescape(escaped, text));
    }

    private static Rune ReadRune(ref ReadOnlySpan<byte> escaped)
    {
        var first = ReadUnit(escaped);
        escaped = escaped[Math.Min(6, escaped.Length)..];
        if (!char.IsSurrogate(first)) return new Rune(first);
        if (!escaped.StartsWith("\\u"u8) || !Rune.TryCreate(first, ReadUnit(escaped), out var pair))
            return Rune.ReplacementChar;
        escaped = escaped[6..];
        return pair;
    }

    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out var used, 'x') && used == 4
            ? (char)unit
            : (char)Rune.ReplacementChar.Value;
}
