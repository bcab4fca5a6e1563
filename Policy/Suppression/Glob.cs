namespace Pipelock.Policy.Suppression;

/// <summary>Matches shell globs: <c>*</c>, <c>**</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c>, backslash before a
/// literal.</summary>
/// <remarks>
/// At most (length of glob) × (length of text) steps, whatever the glob. <c>**</c> always crosses slashes; <c>*</c> and
/// <c>?</c> do where that is asked for.
/// </remarks>
public static class Glob
{
    /// <summary>Whether the whole of <paramref name="text"/> matches <paramref name="glob"/>.</summary>
    public static bool IsMatch(ReadOnlySpan<char> glob, ReadOnlySpan<char> text, bool crossesSlash)
    {
        var (g, t) = (0, 0);
        var (star, starText, starCrosses) = (-1, 0, false);
        var (wide, wideText) = (-1, 0);
        while (t < text.Length)
        {
            if (g < glob.Length && glob[g] == '*')
            {
                var isDouble = g + 1 < glob.Length && glob[g + 1] == '*';
                g += isDouble ? 2 : 1;
                (star, starText, starCrosses) = (g, t, isDouble || crossesSlash);
                if (isDouble) (wide, wideText) = (g, t);
                continue;
            }

            if (g < glob.Length && MatchOne(glob, ref g, text[t], crossesSlash))
            {
                t++;
                continue;
            }

            // Let the last star take one more character; where a slash stops it, the last star that crosses slashes.
            if (star >= 0 && (starCrosses || text[starText] != '/'))
            {
                (g, t) = (star, ++starText);
                continue;
            }

            if (wide < 0) return false;
            (g, t) = (wide, ++wideText);
            (star, starText, starCrosses) = (wide, wideText, true);
        }

        while (g < glob.Length && glob[g] == '*') g++;
        return g == glob.Length;
    }

    /// <summary>The glob that matches <paramref name="text"/> alone.</summary>
    public static string Escape(string text)
    {
        foreach (var sign in (ReadOnlySpan<string>)["\\", "*", "?", "["])
            text = text.Replace(sign, "\\" + sign, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Matches one character and moves past what matched it.</summary>
    private static bool MatchOne(ReadOnlySpan<char> glob, ref int at, char c, bool crossesSlash)
    {
        switch (glob[at])
        {
            case '?':
                if (c == '/' && !crossesSlash) return false;
                at++;
                return true;
            case '[':
                return MatchClass(glob, ref at, c);
            case '\\' when at + 1 < glob.Length:
                if (glob[at + 1] != c) return false;
                at += 2;
                return true;
            default:
                if (glob[at] != c) return false;
                at++;
                return true;
        }
    }

    private static bool MatchClass(ReadOnlySpan<char> glob, ref int at, char c)
    {
        var end = at + 1;
        var negated = end < glob.Length && glob[end] == '^';
        if (negated) end++;
        var matched = false;
        for (var first = true; end < glob.Length && (first || glob[end] != ']'); first = false)
        {
            var low = Member(glob, ref end);
            var high = low;
            if (end + 1 < glob.Length && glob[end] == '-' && glob[end + 1] != ']')
            {
                end++;
                high = Member(glob, ref end);
            }

            matched |= low <= c && c <= high;
        }

        if (matched == negated) return false;
        at = Math.Min(end + 1, glob.Length);
        return true;
    }

    private static char Member(ReadOnlySpan<char> glob, ref int at)
    {
        if (glob[at] == '\\' && at + 1 < glob.Length) at++;
        return glob[at++];
    }
}
