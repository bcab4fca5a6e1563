using System.Buffers;
using System.Text;

namespace Pipelock.Transport.Fetch;

/// <summary>Bytes of an answer as text, in the encoding they declare.</summary>
internal static class TextDecoding
{
    private static readonly SearchValues<char> s_valueEnds = SearchValues.Create("\"'; />");

    private const int PrescannedBytes = 1024; // HTML §13.2.3.2: the encoding stands within the first 1024 bytes

    /// <summary>The text of <paramref name="body"/>; UTF-8 where nothing, or nothing known, is declared.</summary>
    public static string Decode(byte[] body, string contentType)
    {
        if (body.AsSpan().StartsWith("\uFEFF"u8)) return Encoding.UTF8.GetString(body, 3, body.Length - 3);
        if (body is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(body, 2, body.Length - 2);
        if (body is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode.GetString(body, 2, body.Length - 2);
        var declared = Parameter(contentType);
        if (declared.Length == 0 && contentType.Contains("html", StringComparison.OrdinalIgnoreCase))
            declared = Parameter(Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, PrescannedBytes)));
        return Named(declared).GetString(body);
    }

    private static string Parameter(string text)
    {
        var at = text.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return "";
        var value = text.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        var end = value.IndexOfAny(s_valueEnds);
        return (end < 0 ? value : value[..end]).ToString();
    }

    private static Encoding Named(string name)
    {
        if (name.Length == 0 || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return Encoding.UTF8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
