using System.Text;

namespace Pipelock.Scanners.Tests.Text;

/// <summary>Short ways to write texts as bytes and back in tables of cases.</summary>
internal static class Bytes
{
    internal static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    internal static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    internal static string Base64(string text) => Convert.ToBase64String(Of(text));

    internal static string Base64Url(string text) => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    internal static string Hex(string text, string between = "", string before = "") =>
        string.Join(between, Of(text).Select(b => before + b.ToString("x2")));

    internal static string Percent(string text) => Hex(text, before: "%");

    internal static string Entities(string text) => string.Concat(text.Select(c => $"&#{(int)c};"));

    internal static string JsonEscapes(string text) => string.Concat(text.Select(c => $"\\u{(int)c:x4}"));

    internal static string QuotedPrintable(string text) => string.Concat(Of(text).Select(b => $"={b:X2}"));

    internal static string Base32(string text)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(Of(text).Select(b => b.ToString("b8")));
        bits = bits.PadRight((bits.Length + 4) / 5 * 5, '0');
        return string.Concat(bits.Chunk(5).Select(five => Alphabet[Convert.ToInt32(new string(five), 2)]));
    }
}
