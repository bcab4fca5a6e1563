namespace Pipelock.Policy.Suppression;

/// <summary>The <c>path</c> of a suppression, or a glob of <c>--exclude</c>: which files or URLs it means.</summary>
/// <remarks>
/// The first that fits: a trailing slash means everything below; the very path; a shell glob on the path, then on its
/// last part; for what looks like a URL a glob that crosses slashes; a suffix of whole parts. Backslashes count as
/// slashes in the path matched, and standard ports (<c>:80</c>, <c>:443</c>) as absent on both sides. Immutable.
/// </remarks>
public sealed class PathPattern
{
    private readonly string _text;
    private readonly bool _isGlob;
    private readonly bool _isUrl;

    /// <summary>Takes the pattern as the operator wrote it.</summary>
    public PathPattern(string text)
    {
        _text = WithoutStandardPort(text);
        _isGlob = text.AsSpan().ContainsAny('*', '?', '[');
        _isUrl = text.Contains("://", StringComparison.Ordinal);
    }

    /// <summary>Means one path, as far as a pattern of this kind can.</summary>
    public bool IsExact => _text.Length > 0 && !_text.AsSpan().ContainsAny('*', '?')
        && (!_text.EndsWith('/') || _text == "/");

    /// <summary>Whether <paramref name="path"/>, a file or a URL, is meant.</summary>
    public bool Contains(string path)
    {
        var place = WithoutStandardPort(path.Replace('\\', '/'));
        if (_text.Length > 1 && _text.EndsWith('/') && !_isGlob)
            return place.StartsWith(_text, StringComparison.Ordinal) || (!_text.StartsWith('/') && IsBelow(place));
        if (place.Equals(_text, StringComparison.Ordinal)) return true;
        if (Glob.IsMatch(_text, place, crossesSlash: false)) return true;
        if (!_text.Contains('/', StringComparison.Ordinal)
            && Glob.IsMatch(_text, place.AsSpan(place.LastIndexOf('/') + 1), crossesSlash: false)) return true;
        if (_isUrl && _isGlob) return Glob.IsMatch(_text, place, crossesSlash: true);
        return !_isGlob && _text.Length > 0 && _text[0] != '/' && place.EndsWith("/" + _text, StringComparison.Ordinal);
    }

    /// <summary>A directory named without its way from the root may lie anywhere.</summary>
    private bool IsBelow(string place) => !_isUrl && place.Contains("/" + _text, StringComparison.Ordinal);

    private static string WithoutStandardPort(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return text;
        var end = text.IndexOf('/', scheme + 3);
        if (end < 0) end = text.Length;
        foreach (var port in (ReadOnlySpan<string>)[":80", ":443"])
        {
            if (text.AsSpan(0, end).EndsWith(port)) return text.Remove(end - port.Length, port.Length);
        }

        return text;
    }
}
