using static Pipelock.Scanners.Redaction.RedactionClasses;

namespace Pipelock.Scanners.Redaction;

/// <summary>Keys, tokens and digests.</summary>
internal static class TokenForms
{
    private static readonly string[] s_awsPrefixes = ["AKIA", "ASIA", "AIDA", "AGPA", "AROA"];
    private static readonly string[] s_githubPrefixes = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"];
    private static readonly Func<char, bool> s_isUpperOrDigit = c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c);
    private static readonly Func<char, bool> s_isWord = c => char.IsAsciiLetterOrDigit(c) || c == '_';
    private static readonly Func<char, bool> s_isUrlSafe = c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
    private static readonly Func<char, bool> s_isSlack = c => char.IsAsciiLetterOrDigit(c) || c == '-';

    internal static int AwsAccessKey(ReadOnlySpan<char> text, int at)
    {
        const int Prefix = 4;
        const int Id = 16;
        if (text[at] != 'A' || IsWord(text, at - 1) || !StartsWithAny(text[at..], s_awsPrefixes, out _))
            return 0;
        return Run(text, at + Prefix, s_isUpperOrDigit) == Id && !IsWord(text, at + Prefix + Id) ? Prefix + Id : 0;
    }

    internal static int GoogleApiKey(ReadOnlySpan<char> text, int at)
    {
        const int Length = 39;
        return text[at] == 'A' && !IsWord(text, at - 1) && text[at..].StartsWith("AIza")
            && Run(text[..Math.Min(text.Length, at + Length + 1)], at, s_isUrlSafe) == Length ? Length : 0;
    }

    internal static int GithubToken(ReadOnlySpan<char> text, int at)
    {
        const int Shortest = 20;
        if (text[at] != 'g' || IsWord(text, at - 1) || !StartsWithAny(text[at..], s_githubPrefixes, out var prefix))
            return 0;
        var length = Run(text, at + prefix, s_isWord);
        return length >= Shortest ? prefix + length : 0;
    }

    internal static int SlackToken(ReadOnlySpan<char> text, int at)
    {
        const int Prefix = 5;
        const int Shortest = 10;
        if (text[at] != 'x' || IsInside(text, at) || text.Length - at < Prefix || !text[at..].StartsWith("xox")
            || !"baprs".Contains(text[at + 3], StringComparison.Ordinal) || text[at + 4] != '-')
            return 0;
        var length = Run(text, at + Prefix, s_isSlack);
        return length >= Shortest ? Prefix + length : 0;
    }

    internal static int JsonWebToken(ReadOnlySpan<char> text, int at)
    {
        if (text[at] != 'e' || IsInside(text, at) || !text[at..].StartsWith("eyJ"))
            return 0;
        var end = at;
        for (var part = 0; part < 3; part++)
        {
            var length = Run(text, end, s_isUrlSafe);
            if (length == 0)
                return 0;
            end += length;
            if (part == 2)
                return end - at;
            if (end >= text.Length || text[end] != '.')
                return 0;
            end++;
        }

        return 0;
    }

    /// <summary>The whole block, since its lines are the secret; all that follows where its end is missing.</summary>
    internal static int PrivateKey(ReadOnlySpan<char> text, int at)
    {
        const int LongestName = 32;
        const int LongestKey = 16 * 1024;
        if (text[at] != '-' || !text[at..].StartsWith("-----BEGIN "))
            return 0;
        var rest = text.Slice(at, Math.Min(text.Length - at, LongestKey));
        var name = rest[11..Math.Min(rest.Length, 11 + LongestName)].IndexOf("PRIVATE KEY-----");
        if (name < 0)
            return 0;
        var line = 11 + name + "PRIVATE KEY-----".Length;
        var end = rest[line..].IndexOf("-----END ");
        if (end < 0)
            return rest.Length;
        var close = rest[(line + end)..].IndexOf("KEY-----");
        return close < 0 ? rest.Length : line + end + close + "KEY-----".Length;
    }

    internal static int Hash(ReadOnlySpan<char> text, int at, int length) =>
        char.IsAsciiHexDigit(text[at]) && !IsWord(text, at - 1)
        && Run(text[..Math.Min(text.Length, at + length + 1)], at, char.IsAsciiHexDigit) == length
        && !IsWord(text, at + length) ? length : 0;

    // Within a run of the token's own characters nothing begins: each run is read once.
    private static bool IsInside(ReadOnlySpan<char> text, int at) => at > 0 && s_isUrlSafe(text[at - 1]);

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] prefixes, out int length)
    {
        foreach (var prefix in prefixes)
        {
            length = prefix.Length;
            if (text.StartsWith(prefix))
                return true;
        }

        length = 0;
        return false;
    }
}
