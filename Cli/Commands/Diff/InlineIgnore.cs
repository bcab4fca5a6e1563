namespace Pipelock.Cli.Commands.Diff;

/// <summary>The comment by which an author says that a finding on the same line is known to be false.</summary>
internal static class InlineIgnore
{
    private const string Word = "pipelock:ignore";

    private static readonly string[] s_openers = ["//", "#", "/*", "<!--", "--"];
    private static readonly string[] s_closers = ["*/", "-->"];

    /// <summary>Whether <paramref name="line"/> ends in a comment that means <paramref name="rule"/>.</summary>
    /// <remarks><c># pipelock:ignore</c> means every rule, <c># pipelock:ignore GitHub Token</c> that one.</remarks>
    public static bool Covers(string line, string rule)
    {
        var at = line.LastIndexOf(Word, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        var before = line.AsSpan(0, at).TrimEnd();
        var opened = false;
        foreach (var opener in s_openers) opened |= before.EndsWith(opener, StringComparison.Ordinal);
        if (!opened) return false;
        var named = line.AsSpan(at + Word.Length).Trim();
        foreach (var closer in s_closers)
        {
            if (named.EndsWith(closer, StringComparison.Ordinal)) named = named[..^closer.Length].TrimEnd();
        }

        return named.IsEmpty || named.Equals(rule, StringComparison.OrdinalIgnoreCase);
    }
}
