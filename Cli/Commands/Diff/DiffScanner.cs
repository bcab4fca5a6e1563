using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Suppression;
using Pipelock.Scanners;
using Pipelock.Scanners.Text;

namespace Pipelock.Cli.Commands.Diff;

/// <summary>Looks for secrets in the lines that a diff adds: line by line, and in what follows each other.</summary>
internal sealed class DiffScanner
{
    /// <summary>Characters that are looked at together; a key spread over lines is far shorter.</summary>
    private const int WindowLength = 64 * 1024;

    /// <summary>Lines that two windows share, so that nothing falls between them.</summary>
    private const int SharedLines = 64;

    private const int MostPerWindow = 100;

    private readonly PolicySnapshot _policy;
    private readonly LineRedactor _redactor;
    private readonly IReadOnlyList<PathPattern> _excluded;
    private readonly HashSet<DiffFinding> _findings = [];

    public DiffScanner(PolicySnapshot policy, IReadOnlyList<PathPattern> excluded)
    {
        _policy = policy;
        _excluded = excluded;
        _redactor = new LineRedactor(Scan);
    }

    /// <summary>Every finding that nobody suppressed, ordered by file and line.</summary>
    public IReadOnlyList<DiffFinding> Find(IReadOnlyList<AddedLine> added)
    {
        for (var first = 0; first < added.Count;)
        {
            var (next, length) = (first + 1, added[first].Text.Length);
            while (next < added.Count && added[next - 1].IsFollowedBy(added[next]) && length < WindowLength)
                length += added[next++].Text.Length + 1;
            if (!_excluded.Any(pattern => pattern.Contains(added[first].File)))
                FindIn([.. added.Skip(first).Take(next - first)]);
            var cut = next < added.Count && added[next - 1].IsFollowedBy(added[next]);
            first = cut ? Math.Max(first + 1, next - SharedLines) : next;
        }

        return [.. _findings.OrderBy(one => one.File, StringComparer.Ordinal).ThenBy(one => one.Line)
            .ThenBy(one => one.Pattern, StringComparer.Ordinal)];
    }

    private void FindIn(AddedLine[] lines)
    {
        if (Scan(Text(lines, 0, lines.Length)).IsClean) return;

        // What a line shows by itself is told with its line, and taken away from what the lines show together.
        for (var i = 0; i < lines.Length; i++)
        {
            var found = Scan(lines[i].Text);
            if (found.IsClean) continue;
            foreach (var finding in found.Items) Report(finding, lines[i..(i + 1)]);
            lines[i] = lines[i] with { Text = "" };
        }

        for (var round = 0; round < MostPerWindow; round++)
        {
            var found = Scan(Text(lines, 0, lines.Length));
            if (found.IsClean) return;
            var (start, end) = Locate(lines, found[0].RuleName);
            Report(found[0], lines[start..end]);
            for (var i = start; i < end; i++) lines[i] = lines[i] with { Text = "" };
        }
    }

    /// <summary>The shortest range of lines that still shows the rule.</summary>
    private (int Start, int End) Locate(AddedLine[] lines, string rule)
    {
        var (low, high) = (1, lines.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Shows(lines, 0, middle, rule)) high = middle;
            else low = middle + 1;
        }

        var end = high;
        (low, high) = (0, end - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Shows(lines, middle, end, rule)) low = middle;
            else high = middle - 1;
        }

        return (low, end);
    }

    private bool Shows(AddedLine[] lines, int start, int end, string rule) =>
        Scan(Text(lines, start, end)).Items.Any(finding => finding.RuleName == rule);

    private void Report(Finding finding, AddedLine[] lines)
    {
        var first = lines[0];
        if (finding.WarnOnly || lines.Any(line => InlineIgnore.Covers(line.Text, finding.RuleName))) return;
        if (_policy.Suppressions.IsSuppressed(finding, new SuppressionPlace { File = first.File })) return;
        var content = lines.Length == 1 ? _redactor.Redact(first.Text) : $"[REDACTED] ({lines.Length} lines)";
        _findings.Add(new DiffFinding(
            first.File, first.Number, content, finding.RuleName, FindingReason.Label(finding.Severity)));
    }

    private Findings Scan(string text) =>
        _policy.Scanner.ScanText(Encoding.UTF8.GetBytes(text), ScanLayer.BodyDlp, "diff");

    private static string Text(AddedLine[] lines, int start, int end) =>
        string.Join('\n', lines.Skip(start).Take(end - start).Select(line => line.Text));
}
