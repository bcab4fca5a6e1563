using System.Text.RegularExpressions;
using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Docs;

/// <summary>What is written for users.</summary>
internal static class Documents
{
    /// <summary>README and every page of docs/, relative to the repository.</summary>
    public static IEnumerable<string> Files =>
    [
        "README.md", "CONTRIBUTING.md",
        .. Directory.GetFiles(Repository.At("docs"), "*.md").Select(file => "docs/" + Path.GetFileName(file)).Order(),
    ];

    /// <summary>The blocks of one page.</summary>
    public static IReadOnlyList<FencedBlock> BlocksOf(string file) =>
        FencedBlock.Of(file, File.ReadAllText(Repository.At(file)));

    /// <summary>Commands of the program that a page quotes in its sentences and tables.</summary>
    public static IEnumerable<string> QuotedIn(string file) =>
        Regex.Matches(File.ReadAllText(Repository.At(file)), "`(pipelock [a-z][^`\n]*)`")
            .Select(match => match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal));
}
