using System.Text;
using Pipelock.Policy.Decisions;
using Pipelock.Scanners;

namespace Pipelock.Policy.Suppression;

/// <summary>Writes the entry of <c>suppress</c> that would let exactly one finding at one place pass.</summary>
internal static class SuppressionAdvice
{
    private const int LongestPath = 160;

    /// <summary>More are told when these are applied; an answer's field has room for few.</summary>
    private const int MostEntries = 4;

    /// <summary>The entries as YAML that can be pasted into a configuration: one for each finding that stops the
    /// message by itself.</summary>
    /// <param name="causes">The findings; all of content.</param>
    /// <param name="context">Where they were found.</param>
    /// <param name="holdsNoSecret">Searches a text for secrets: advice must not repeat one.</param>
    public static string For(
        IEnumerable<Finding> causes, scoped in DecisionContext context, Func<ReadOnlySpan<byte>, bool> holdsNoSecret)
    {
        var host = !context.Host.IsEmpty && holdsNoSecret(context.Host)
            ? $", host: {Quoted(Encoding.UTF8.GetString(context.Host).ToLowerInvariant().TrimEnd('.'))}" : "";
        var path = Path(context, holdsNoSecret) is { } told ? $", path: {Quoted(told)}" : "";
        var tool = !context.Tool.IsEmpty && holdsNoSecret(context.Tool)
            ? $", tool: {Quoted(Encoding.UTF8.GetString(context.Tool))}" : "";
        List<string> entries = [];
        foreach (var cause in causes)
        {
            var field = cause.Where.Length > 0 && holdsNoSecret(Encoding.UTF8.GetBytes(cause.Where))
                ? $", field: {Quoted(cause.Where)}" : "";
            var place = host + (InPath(cause) ? "" : path) + tool + field;
            if (place.Length == 0) return $"dlp.patterns[name=\"{cause.RuleName}\"].action: warn";
            var entry = $"{{rule: {Quoted(cause.RuleName)}{place}}}";
            if (!entries.Contains(entry) && entries.Count < MostEntries) entries.Add(entry);
        }

        return $"suppress: [{string.Join(", ", entries)}]";
    }

    private static bool InPath(Finding cause) =>
        cause.Where.StartsWith("path", StringComparison.Ordinal) || cause.Where is "url" or "";

    private static string? Path(scoped in DecisionContext context, Func<ReadOnlySpan<byte>, bool> holdsNoSecret)
    {
        if (context.Url.IsEmpty) return null;
        var path = UrlPath.Of(context.Url);
        if (path.Length > LongestPath || path.ContainsAnyExceptInRange((byte)'!', (byte)'~') || !holdsNoSecret(path))
            return null;
        var text = Encoding.ASCII.GetString(path);
        if (text.AsSpan().ContainsAny("*?[\\")) return null;
        // A trailing slash would mean everything below; a class of one character means this path alone.
        return text.Length > 1 && text[^1] == '/' ? text[..^1] + "[/]" : text;
    }

    /// <summary>A double-quoted YAML scalar.</summary>
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
