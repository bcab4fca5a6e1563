using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Bodies;

/// <summary>Tells the format of a body from its declared type and from its first bytes.</summary>
internal static class BodyFormats
{
    private const int SniffLength = 512;
    private const int MaxBoundaryLength = 256; // RFC 2046 §5.1.1 allows 70; senders exceed it

    private static readonly SearchValues<byte> s_notInForms = SearchValues.Create(" \t\r\n<>\"{}"u8);

    /// <summary>What the media type says (RFC 9110 §8.3.1; structured suffixes by RFC 6839).</summary>
    internal static BodyFormat Declared(ReadOnlySpan<byte> contentType)
    {
        var type = Bare(contentType);
        return IsJson(type) || Ends(type, "json-seq"u8) || Ends(type, "ndjson"u8) ? BodyFormat.Json
            : Ends(type, "x-www-form-urlencoded"u8) ? BodyFormat.Form
            : Ascii.EqualsIgnoreCase(type[..Math.Min(10, type.Length)], "multipart/"u8) ? BodyFormat.Multipart
            : Ends(type, "xml"u8) || Ends(type, "html"u8) ? BodyFormat.Markup
            : BodyFormat.Text;
    }

    /// <summary>The media type without its parameters.</summary>
    internal static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> contentType)
    {
        var end = contentType.IndexOf((byte)';');
        return (end < 0 ? contentType : contentType[..end]).Trim(" \t"u8);
    }

    /// <summary>A bare media type of one JSON text, not of a sequence of them.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> type) => Ends(type, "json"u8);

    /// <summary>What the first bytes look like.</summary>
    internal static BodyFormat Sniffed(ReadOnlySpan<byte> body)
    {
        var start = body[..Math.Min(body.Length, SniffLength)];
        start = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        start = start.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
        {
            return BodyFormat.Text;
        }

        return start[0] switch
        {
            (byte)'{' or (byte)'[' or (byte)'"' => BodyFormat.Json,
            (byte)'<' => BodyFormat.Markup,
            (byte)'-' when start.StartsWith("--"u8) => BodyFormat.Multipart,
            _ => start.Contains((byte)'=') && start.IndexOfAny(s_notInForms) < 0 ? BodyFormat.Form : BodyFormat.Text,
        };
    }

    /// <summary>The boundary parameter of a multipart type; else the first line of the body, as the parts write
    /// it.</summary>
    internal static ReadOnlySpan<byte> Boundary(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> body)
    {
        var declared = HeaderParameter.Find(contentType, "boundary"u8);
        if (!declared.IsEmpty && declared.Length <= MaxBoundaryLength)
        {
            return declared;
        }

        var line = body[..Math.Min(body.Length, MaxBoundaryLength + 4)].TrimStart("\r\n"u8);
        var end = line.IndexOfAny((byte)'\r', (byte)'\n');
        return end > 2 && line.StartsWith("--"u8) ? line[2..end] : default;
    }

    private static bool Ends(ReadOnlySpan<byte> type, ReadOnlySpan<byte> suffix) =>
        type.Length > suffix.Length && Ascii.EqualsIgnoreCase(type[^suffix.Length..], suffix)
        && type[^(suffix.Length + 1)] is (byte)'/' or (byte)'+' or (byte)'-' or (byte)'.';
}
