using System.Text;
using Pipelock.Config.Options;
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
    /// message by itself. Every entry was tried: it covers its finding.</summary>
    /// <param name="causes">The findings; all of content.</param>
    /// <param name="context">Where they were found.</param>
    /// <param name="holdsNoSecret">Searches a text for secrets: advice must not repeat one.</param>
    public static string For(
        IEnumerable<Finding> causes, scoped in DecisionContext context, Func<ReadOnlySpan<byte>, bool> holdsNoSecret)
    {
        var place = SuppressionPlace.Of(context);
        var common = new SuppressOptions
        {
            Host = holdsNoSecret(context.Host)
                ? Encoding.UTF8.GetString(context.Host).ToLowerInvariant().TrimEnd('.') : "",
            Path = Path(context, holdsNoSecret) ?? "",
            Tool = place.Tool is { } tool && holdsNoSecret(context.Tool) ? Glob.Escape(tool) : "",
        };
        List<string> entries = [];
        foreach (var cause in causes)
        {
            var entry = common with
            {
                Rule = cause.RuleName,
                Path = InPath(cause) ? "" : common.Path,
                Field = holdsNoSecret(Encoding.UTF8.GetBytes(cause.Where)) ? cause.Where : "",
            };
            var names = entry.Host.Length + entry.Path.Length + entry.Tool.Length + entry.Field.Length > 0;
            if (!names || !new Suppressions([entry]).IsSuppressed(cause, place)) return Wider(cause);
            if (Written(entry) is var text && !entries.Contains(text) && entries.Count < MostEntries) entries.Add(text);
        }

        return $"suppress: [{string.Join(", ", entries)}]";
    }

    /// <summary>What remains where no place can be named.</summary>
    private static string Wider(Finding cause) => cause.Layer switch
    {
        _ when Suppressions.IsCore(cause) => "none narrower than mode: audit",
        ScanLayer.Dlp or ScanLayer.HeaderDlp or ScanLayer.BodyDlp or ScanLayer.WsDlp =>
            $"dlp.patterns[name={Quoted(cause.RuleName)}].action: warn",
        ScanLayer.ResponseScan or ScanLayer.McpAnswer => "response_scanning.action: warn",
        ScanLayer.McpInput => "mcp_input_scanning.action: warn",
        _ => "none narrower than mode: audit",
    };

    private static string Written(SuppressOptions entry) =>
        $"{{rule: {Quoted(entry.Rule)}{Member("host", entry.Host)}{Member("path", entry.Path)}"
        + $"{Member("tool", entry.Tool)}{Member("field", entry.Field)}}}";

    private static string Member(string key, string value) => value.Length > 0 ? $", {key}: {Quoted(value)}" : "";

    private static bool InPath(Finding cause) =>
        cause.Where.StartsWith("path", StringComparison.Ordinal) || cause.Where is "url" or "";

    private static string? Path(scoped in DecisionContext context, Func<ReadOnlySpan<byte>, bool> holdsNoSecret)
    {
        if (context.Url.IsEmpty) return null;
        // A resource has no host that could be named beside its path.
        var isResource = context.Host.IsEmpty;
        var path = isResource ? context.Url : UrlPath.Of(context.Url);
        if (path.Length > LongestPath || path.ContainsAnyExceptInRange((byte)'!', (byte)'~') || !holdsNoSecret(path))
            return null;
        var text = Encoding.ASCII.GetString(path);
        if (isResource) return Glob.Escape(text);
        if (text.AsSpan().ContainsAny("*?[\\")) return null;
        // A trailing slash would mean everything below; a class of one character means this path alone.
        return text.Length > 1 && text[^1] == '/' ? text[..^1] + "[/]" : text;
    }

    /// <summary>A double-quoted YAML scalar.</summary>
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
