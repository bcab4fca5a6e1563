namespace Pipelock.Scanners.Url;

/// <summary>Finds path segments that climb out of their directory, in every encoding that some server undoes.</summary>
internal static class PathTraversal
{
    /// <summary>Files that only somebody who should not reads through a parameter.</summary>
    private static readonly byte[][] Prey =
    [
        [.. "etc/passwd"u8], [.. "etc/shadow"u8], [.. "etc/hosts"u8], [.. "proc/self"u8], [.. "win.ini"u8],
        [.. "boot.ini"u8], [.. "system32"u8], [.. ".ssh/"u8], [.. ".aws/"u8], [.. ".env"u8], [.. "id_rsa"u8],
        [.. "web.config"u8], [.. "wp-config"u8], [.. "web-inf"u8], [.. ".git/"u8], [.. "/root/"u8],
    ];

    /// <summary>Looks through the path, and through query values for an ascent to a file worth stealing.</summary>
    public static Finding? Find(in UrlParts url)
    {
        ReadOnlySpan<byte> path = url.Path;
        bool suspicious = path.Contains((byte)'%') || path.IndexOf(".."u8) >= 0;
        if (suspicious && Decode(path) is { } decodedPath)
        {
            if (decodedPath.AsSpan().Contains((byte)0))
                return Report("null byte in path", "path");
            if (Climbs(decodedPath, out _))
                return Report("dot-dot segment in path", "path");
        }

        ReadOnlySpan<byte> query = url.Query;
        suspicious = query.IndexOf(".."u8) >= 0 || query.IndexOf("%2e"u8) >= 0 || query.IndexOf("%2E"u8) >= 0
            || query.IndexOf("%25"u8) >= 0;
        if (suspicious && Decode(query) is { } decodedQuery && Climbs(decodedQuery, out int ascents) && ascents >= 2)
        {
            foreach (byte[] prey in Prey)
            {
                if (decodedQuery.AsSpan().IndexOf(prey) >= 0)
                    return Report("ascent to a system file in query", "query");
            }
        }

        return null;
    }

    /// <summary>Lower-cased, decoded to the end, all kinds of slash and dot made one; a cold path, so it may allocate.</summary>
    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        byte[] buffer = new byte[text.Length];
        int length = PercentDecoding.DecodeFully(text, buffer);
        int written = 0;
        for (int at = 0; at < length;)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(at, length - at);
            (byte plain, int used) = ReadCharacter(rest);
            buffer[written++] = plain;
            at += used;
        }

        return buffer[..written];
    }

    private static (byte Plain, int Used) ReadCharacter(ReadOnlySpan<byte> text)
    {
        // Overlong UTF-8 (RFC 3629 §3 forbids it, old decoders accept it) and IIS's %uXXXX.
        if (text.StartsWith([0xc0, 0xae]))
            return ((byte)'.', 2);
        if (text.StartsWith([0xc0, 0xaf]) || text.StartsWith([0xc1, 0x9c]))
            return ((byte)'/', 2);
        if (text.StartsWith([0xe0, 0x80, 0xae]))
            return ((byte)'.', 3);
        if (text.StartsWith([0xe0, 0x80, 0xaf]))
            return ((byte)'/', 3);
        if (text.Length >= 6 && System.Text.Ascii.EqualsIgnoreCase(text[..4], "%u00"u8))
        {
            if (System.Text.Ascii.EqualsIgnoreCase(text[4..6], "2e"u8))
                return ((byte)'.', 6);
            if (System.Text.Ascii.EqualsIgnoreCase(text[4..6], "2f"u8) || System.Text.Ascii.EqualsIgnoreCase(text[4..6], "5c"u8))
                return ((byte)'/', 6);
        }

        byte c = text[0];
        return (c is (byte)'\\' ? (byte)'/' : c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c, 1);
    }

    /// <summary>Counts segments that are dot-dot, also with a path parameter (<c>..;</c>) or doubled to outlive a filter.</summary>
    private static bool Climbs(ReadOnlySpan<byte> text, out int ascents)
    {
        ascents = 0;
        foreach (Range range in text.SplitAny("/=&?"u8))
        {
            ReadOnlySpan<byte> segment = text[range];
            int semicolon = segment.IndexOf((byte)';');
            segment = semicolon < 0 ? segment : segment[..semicolon];
            if (segment.SequenceEqual(".."u8) || segment.SequenceEqual("...."u8))
                ascents++;
        }

        return ascents > 0;
    }

    private static Finding Report(string what, string where) => new(
        ScanLayer.PathTraversal, "path-traversal", "Path Traversal", Severity.High, $"path traversal: {what}") { Where = where };
}
