namespace Pipelock.Config.Document;

/// <summary>How key paths are written: <c>section.key</c>, <c>list[3]</c>, <c>map."odd key"</c>.</summary>
public static class KeyPaths
{
    private const int LongestKeyShown = 64;

    /// <summary>The path of <paramref name="key"/> below <paramref name="parent"/> (empty for the root).</summary>
    public static string Child(string parent, string key)
    {
        var shown = IsBare(key) ? key : Quote(key);
        return parent.Length == 0 ? shown : $"{parent}.{shown}";
    }

    /// <summary>The path of the element at <paramref name="index"/> (from 0) of the list at
    /// <paramref name="parent"/>.</summary>
    public static string Element(string parent, int index) => $"{parent}[{index}]";

    private static bool IsBare(string key)
    {
        if (key.Length is 0 or > LongestKeyShown)
            return false;
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
        }

        return true;
    }

    // A key that came from a hostile or broken file must not put control characters or a screenful into a log.
    private static string Quote(string key)
    {
        var shown = key.Length > LongestKeyShown ? string.Concat(key.AsSpan(0, LongestKeyShown), "…") : key;
        return string.Create(shown.Length + 2, shown, static (span, text) =>
        {
            span[0] = span[^1] = '"';
            for (var i = 0; i < text.Length; i++)
                span[i + 1] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
        });
    }
}
