using System.Buffers;

namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Tells the kind of a text, and text from what is none.</summary>
internal static class MediaKinds
{
    /// <summary>So many bytes from the start decide whether an answer is binary.</summary>
    internal const int SniffLength = 512;

    private static readonly SearchValues<byte> s_controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(b => b is not (9 or 10 or 12 or 13 or 27)).Select(b => (byte)b), 0x7F]);

    /// <summary>The kind that a Content-Type names; <see cref="MediaKind.Unknown"/> for most.</summary>
    internal static MediaKind Declared(ReadOnlySpan<byte> contentType)
    {
        Span<byte> lower = stackalloc byte[Math.Min(contentType.Length, 128)];
        System.Text.Ascii.ToLower(contentType[..lower.Length], lower, out _);
        return lower.IndexOf("html"u8) >= 0 || lower.IndexOf("xml"u8) >= 0 ? MediaKind.Markup
            : lower.IndexOf("json"u8) >= 0 ? MediaKind.Json
            : MediaKind.Unknown;
    }

    /// <summary>The kind a text has by its first character, or else the declared one.</summary>
    internal static MediaKind Sniff(ReadOnlySpan<byte> text, MediaKind declared)
    {
        var start = text.TrimStart("\uFEFF \t\r\n"u8);
        return start.IsEmpty ? declared
            : start[0] == '<' && declared != MediaKind.Json ? MediaKind.Markup
            : start[0] is (byte)'{' or (byte)'[' or (byte)'"' && declared != MediaKind.Markup && LooksLikeJson(start)
                ? MediaKind.Json
            : declared;
    }

    /// <summary>True when the first bytes of an answer are no text in any encoding that agents read.</summary>
    /// <remarks>
    /// A magic number alone proves nothing, anyone can write GIF89a before a text; images, archives and fonts have
    /// zeros and control characters right behind it, which text has not. UTF-16 has zeros in every other place.
    /// </remarks>
    internal static bool IsBinary(ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(start.Length, SniffLength)];
        if (!start.ContainsAny(s_controls))
            return false;
        var zeros = start.Count((byte)0);
        var controls = 0;
        foreach (var next in start)
            controls += s_controls.Contains(next) ? 1 : 0;
        if (zeros * 3 >= start.Length && controls - zeros <= zeros / 8)
            return !IsWide(start);
        return controls * 20 > start.Length || (zeros > 0 && controls >= 4);
    }

    // Characters of one byte and a zero in turn, in either order.
    private static bool IsWide(ReadOnlySpan<byte> start)
    {
        var even = 0;
        var odd = 0;
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
                _ = (i & 1) == 0 ? even++ : odd++;
        }

        return Math.Min(even, odd) * 8 <= Math.Max(even, odd);
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> start)
    {
        if (start[0] == '"')
            return start.TrimEnd(" \t\r\n"u8) is [.., (byte)'"'];
        var next = start[1..].TrimStart(" \t\r\n"u8);
        return !next.IsEmpty && (next[0] is (byte)'"' or (byte)'{' or (byte)'[' or (byte)'}' or (byte)']'
            || (start[0] == '[' && char.IsAsciiDigit((char)next[0])));
    }
}
