namespace Pipelock.Config.Validation;

/// <summary>The http and https URLs that a configuration names.</summary>
internal static class HttpUrl
{
    /// <summary>Why <paramref name="text"/> is no http or https URL with a host; null when it is.</summary>
    public static string? Problem(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || text.AsSpan().ContainsAny(" \t\r\n"))
            return "must be a URL such as http://host:port";
        if (uri.Scheme is not ("http" or "https"))
            return "must start with http:// or https://";
        return uri.Host.Length == 0 ? "must name a host" : null;
    }
}
