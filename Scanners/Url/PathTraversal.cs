using System.Buffers;
using System.Text;

namespace Pipelock.Scanners.Url;

/// <summary>Finds path segments that climb out of their directory, in every encoding that some server undoes.</summary>
internal static class PathTraversal
{
    /// <summary>Files that only somebody who should not reads through a parameter.</summary>
    private static readonly byte[][] s_prey =
    [
        [.. "etc/passwd"u8], [.. "etc/shadow"u8], [.. "etc/hosts"u8], [.. "proc/self"u8], [.. "win.ini"u8],
        [.. "boot.ini"u8], [.. "system32"u8], [.. ".ssh/"u8], [.. ".aws/"u8], [.. ".env"u8], [.. "id_rsa"u8],
        [.. "web.config"u8], [.. "wp-config"u8], [.. "web-inf"u8], [.. ".git/"u8], [.. "/root/"u8],
    ];

    /// <summary>Looks through the path, and through query values for an ascent to a file worth stealing.</summary>
    public static Finding? Find(in UrlParts url)
    {
        if (url.Raw.IndexOf(".."u8) < 0 && !(url.HasEscapes && (HasDisguise(url.Path) || HasDisguise(url.Query))))
            return null;

        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(url.Path.Length, url.Query.Length));
        try
        {
            var path = Decode(url.Path, buffer);
            if (path.Contains((byte)0))
                return Report("null byte in path", "path");
            if (CountAscents(path) > 0)
                return Report("dot-dot segment in path", "path");

            var query = Decode(url.Query, buffer);
            if (CountAscents(query) < 2)
                return null;

            foreach (var prey in s_prey)
            {
                if (query.IndexOf(prey) >= 0)
                    return Report("ascent to a system file in query", "query");
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool HasDisguise(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'%'); at >= 0; at = NextEscape(text, at))
        {
            if (at + 2 < text.Length && IsDisguise(text[at + 1], text[at + 2]))
                return true;
        }

        return false;
    }

    private static int NextEscape(ReadOnlySpan<byte> text, int at)
    {
        var next = text[(at + 1)..].IndexOf((byte)'%');
        return next < 0 ? -1 : at + 1 + next;
    }

    // %2e, %25, %00, the lead bytes of overlong UTF-8, and IIS's %u.
    private static bool IsDisguise(byte high, byte low) => (high, low | 0x20) switch
    {
        ((byte)'2', 'e' or '5') or ((byte)'0', '0') => true,
        ((byte)'c' or (byte)'C', '0' or '1') or ((byte)'e' or (byte)'E', '0') => true,
        _ => (high | 0x20) == 'u',
    };

    /// <summary>Lower-cased, decoded to the end, all kinds of slash and dot made one.</summary>
    private static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text, byte[] buffer)
    {
        var length = PercentDecoding.DecodeFully(text, buffer);
        var written = 0;
        for (var at = 0; at < length;)
        {
            (var plain, var used) = ReadCharacter(buffer.AsSpan(at, length - at));
            buffer[written++] = plain;
            at += used;
        }

        return buffer.AsSpan(0, written);
    }

    private static (byte Plain, int Used) ReadCharacter(ReadOnlySpan<byte> text)
    {
        // Overlong UTF-8 (RFC 3629 §3 forbids it, old decoders accept it) and IIS's %uXXXX.
        switch (text)
        {
            case [0xc0, 0xae, ..]:
                return ((byte)'.', 2);
            case [0xc0, 0xaf, ..] or [0xc1, 0x9c, ..]:
                return ((byte)'/', 2);
            case [0xe0, 0x80, 0xae, ..]:
                return ((byte)'.', 3);
            case [0xe0, 0x80, 0xaf, ..]:
                return ((byte)'/', 3);
        }

        if (text.Length >= 6 && Ascii.EqualsIgnoreCase(text[..4], "%u00"u8))
        {
            if (Ascii.EqualsIgnoreCase(text[4..6], "2e"u8))
                return ((byte)'.', 6);
            if (Ascii.EqualsIgnoreCase(text[4..6], "2f"u8) || Ascii.EqualsIgnoreCase(text[4..6], "5c"u8))
                return ((byte)'/', 6);
        }

        var c = text[0];
        return (c is (byte)'\\' ? (byte)'/' : c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c, 1);
    }

    /// <summary>
    /// Counts segments that are dot-dot, also with a path parameter (<c>..;</c>) or doubled to outlive a filter.
    /// </summary>
    private static int CountAscents(ReadOnlySpan<byte> text)
    {
        var ascents = 0;
        foreach (var range in text.SplitAny("/=&?"u8))
        {
            var segment = text[range];
            var semicolon = segment.IndexOf((byte)';');
            segment = semicolon < 0 ? segment : segment[..semicolon];
            if (segment.SequenceEqual(".."u8) || segment.SequenceEqual("...."u8))
                ascents++;
        }

        return ascents;
    }

    private static Finding Report(string what, string where) => new(
        ScanLayer.PathTraversal, "path-traversal", "Path Traversal", Severity.High,
            $"path traversal: {what}") { Where = where };
}
