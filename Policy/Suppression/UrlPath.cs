namespace Pipelock.Policy.Suppression;

/// <summary>Finds the path in a URL whose form was checked before.</summary>
internal static class UrlPath
{
    /// <summary>The path of <paramref name="url"/> without query and fragment; <c>/</c> where there is none.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> url)
    {
        var end = url.IndexOfAny((byte)'?', (byte)'#');
        if (end >= 0) url = url[..end];
        var authority = url.IndexOf("://"u8);
        if (authority < 0) return url;
        var path = url[(authority + 3)..].IndexOf((byte)'/');
        return path < 0 ? "/"u8 : url[(authority + 3 + path)..];
    }
}
