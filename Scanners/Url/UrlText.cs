using System.Text;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Url;

/// <summary>What may be said about a place in a URL without repeating what stands there.</summary>
internal static class UrlText
{
    private const int LongestQuotedKey = 32;

    /// <summary>Names the place of a field; the name of a parameter is quoted only when it is plain words.</summary>
    public static string Place(UrlFields fields, UrlField field) => field.Kind switch
    {
        UrlFieldKind.UserInfo => "userinfo",
        UrlFieldKind.Fragment => "fragment",
        UrlFieldKind.PathSegment => "path",
        UrlFieldKind.QueryKey => $"query key {field.Number + 1}",
        _ when Quotable(fields.KeyOf(field.Number)) is { } key => $"query value \"{key}\"",
        _ => $"query value {field.Number + 1}",
    };

    private static string? Quotable(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty || key.Length > LongestQuotedKey || Randomness.Count(key) > 0)
            return null;

        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && (char)c is not ('_' or '-' or '.' or '[' or ']'))
                return null;
        }

        return Encoding.ASCII.GetString(key);
    }
}
