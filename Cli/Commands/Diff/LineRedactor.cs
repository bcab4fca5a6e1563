using System.Text;
using Pipelock.Scanners;

namespace Pipelock.Cli.Commands.Diff;

/// <summary>Replaces secrets in a line by <c>[REDACTED]</c>.</summary>
/// <remarks>
/// Findings do not say where in a line they are, on purpose. So the shortest part that is still found is searched by
/// halving, then widened to the whole word; the result is scanned again, and what is not clean then is not shown at
/// all.
/// </remarks>
internal sealed class LineRedactor(Func<string, Findings> scan)
{
    private const string Mark = "[REDACTED]";
    private const int LongestLine = 2000;
    private const int MostSecrets = 8;

    /// <summary>The line as it may be shown.</summary>
    public string Redact(string line)
    {
        if (line.Length > LongestLine) return Mark;
        for (var round = 0; round < MostSecrets; round++)
        {
            var findings = scan(line);
            if (findings.IsClean) return Printable(line);
            var (start, end) = Locate(line, findings[0].RuleName);
            if (line.AsSpan(start, end - start).Contains(Mark, StringComparison.Ordinal)) break;
            line = string.Concat(line.AsSpan(0, start), Mark, line.AsSpan(end));
        }

        return Mark;
    }

    private (int Start, int End) Locate(string line, string rule)
    {
        var (low, high) = (1, line.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Finds(line[..middle], rule)) high = middle;
            else low = middle + 1;
        }

        var end = high;
        (low, high) = (0, end - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Finds(line[middle..end], rule)) low = middle;
            else high = middle - 1;
        }

        var start = low;
        while (end < line.Length && IsOfWord(line[end])) end++;
        while (start > 0 && IsOfWord(line[start - 1])) start--;
        return (start, end);
    }

    private bool Finds(string text, string rule) => scan(text).Items.Any(finding => finding.RuleName == rule);

    private static bool IsOfWord(char c) =>
        char.IsLetterOrDigit(c) || c is '_' or '-' or '+' or '/' or '=' or '.' or '%' or '~';

    /// <summary>A diff may hold anything; a terminal must not obey it.</summary>
    private static string Printable(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var c in line) text.Append(char.IsControl(c) && c != '\t' ? '?' : c);
        return text.ToString();
    }
}
