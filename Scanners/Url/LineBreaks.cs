namespace Pipelock.Scanners.Url;

/// <summary>
/// Finds line breaks written into a URL: a server that copies them into a header lets the sender add headers.
/// </summary>
internal static class LineBreaks
{
    /// <summary>Looks through everything before the fragment, which is never sent.</summary>
    public static Finding? Find(in UrlParts url)
    {
        if (!url.HasEscapes)
            return null;
        var text = url.Fragment.IsEmpty ? url.Raw : url.Raw[..^(url.Fragment.Length + 1)];
        Kind first = default;
        var previousWasReturn = false;
        for (var at = 0; (at = Next(text, at)) >= 0;)
        {
            var kind = Read(text[at..], out var length);
            if (kind == default)
            {
                at++;
                continue;
            }

            var isPair = previousWasReturn && (kind & Kind.Feed) != 0;
            if (isPair)
                return Report((kind & Kind.Nested) != 0
                    ? "double-encoded CRLF sequence in URL" : "encoded CRLF sequence in URL");
            if (first == default)
                first = kind;

            at += length;
            previousWasReturn = (kind & Kind.Return) != 0 && at < text.Length && text[at] == '%';
        }

        return first switch
        {
            default(Kind) => null,
            Kind.Return => Report("encoded carriage return in URL"),
            Kind.Feed => Report("encoded line feed in URL"),
            Kind.Wide => Report("character that truncates to a line break in URL"),
            _ => Report("double-encoded line break in URL"),
        };
    }

    [Flags]
    private enum Kind : byte
    {
        Return = 1,
        Feed = 2,
        Nested = 4,
        Wide = 8,
    }

    private static int Next(ReadOnlySpan<byte> text, int from)
    {
        var at = text[from..].IndexOf((byte)'%');
        return at < 0 ? -1 : from + at;
    }

    /// <summary>
    /// Reads one escape: <c>%0a</c>, the same with its percent sign encoded any number of times, or a look-alike.
    /// </summary>
    private static Kind Read(ReadOnlySpan<byte> text, out int length)
    {
        var at = 1;
        while (text[at..].StartsWith("25"u8))
            at += 2;

        length = at + 2;
        if (text.Length < length)
            return default;

        var nested = at > 1 ? Kind.Nested : default;
        if (text[at] == '0')
        {
            switch (text[at + 1] | 0x20)
            {
                case 'd': return Kind.Return | nested;
                case 'a': return Kind.Feed | nested;
            }
        }

        // U+560A and U+560D: cut to their low byte they are LF and CR.
        const int WideLength = 9;
        if (text.Length >= WideLength
            && (System.Text.Ascii.EqualsIgnoreCase(text[..WideLength], "%E5%98%8A"u8)
                || System.Text.Ascii.EqualsIgnoreCase(text[..WideLength], "%E5%98%8D"u8)))
        {
            length = WideLength;
            return Kind.Wide;
        }

        return default;
    }

    private static Finding Report(string what) => new(
        ScanLayer.CrlfInjection, "crlf-injection", "CRLF Injection", Severity.High,
            $"CRLF injection: {what}") { Where = "url" };
}
