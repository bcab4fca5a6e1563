using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Docs;

/// <summary>
/// Every command that the pages show works. Blocks marked <c>sh</c> are run as they stand; blocks marked
/// <c>console</c> need what a test has not (a cluster, a service manager), so what they name is looked up.
/// </summary>
public sealed class DocumentTests
{
    public static TheoryData<string> Pages => [.. Documents.Files];

    /// <summary>Pages with blocks to run.</summary>
    public static TheoryData<string> Scripts =>
        [.. Documents.Files.Where(file => Documents.BlocksOf(file).Any(block => block.Language == "sh"))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task What_a_page_shows_runs(string file)
    {
        var directory = Directory.CreateTempSubdirectory("docs-").FullName;
        var script = Path.Combine(directory, "page.sh");
        var lines = Documents.BlocksOf(file).Where(block => block.Language == "sh").SelectMany(block => block.Lines);
        await File.WriteAllLinesAsync(script, lines);

        var result = await Command.RunAsync(
            Path.Combine(AppContext.BaseDirectory, "Docs", "run-page.sh"), Repository.At("out"), script);

        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}\n{result.Errors}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task What_a_page_names_exists(string file)
    {
        var shown = Documents.BlocksOf(file).Where(block => block.Language == "console")
            .SelectMany(block => block.Commands());
        foreach (var command in shown.Concat(Documents.QuotedIn(file))) await WrittenCommand.CheckAsync(command);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_command_stands_where_nothing_checks_it(string file) => Assert.Empty(
        Documents.BlocksOf(file)
            .Where(block => block.Language.Length == 0 && block.Commands().Any(WrittenCommand.IsOne))
            .Select(block => $"{block.File}:{block.Line}"));
}
