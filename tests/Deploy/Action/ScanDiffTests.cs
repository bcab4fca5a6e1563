using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Action;

/// <summary>The step of the GitHub Action, in a repository of the test's own.</summary>
public sealed class ScanDiffTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("action-").FullName;

    // Put together here, so that the scan of this repository finds nothing in it.
    private static string Token => "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

    /// <summary>What a commit adds, and what the step makes of it.</summary>
    public static TheoryData<string, string, string, int, string> Commits => new()
    {
        { "a clean line", "src/app.js", "console.log(1)", 0, "findings=0" },
        { "a token", "src/app.js", "const t = 'TOKEN'", 1, "findings=1" },
        { "a token in an excluded path", "tests/fixtures/a.txt", "TOKEN", 0, "findings=0" },
    };

    [Theory]
    [MemberData(nameof(Commits))]
    public async Task Added_lines_are_judged(string name, string file, string line, int exitCode, string output)
    {
        _ = name;
        var path = Path.Combine(_directory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, line.Replace("TOKEN", Token, StringComparison.Ordinal) + "\n");
        await GitAsync("add", ".");
        await GitAsync("commit", "-qm", "change");

        var result = await StepAsync(fail: "true");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(output, await File.ReadAllTextAsync(Path.Combine(_directory, ".git", "output")));
    }

    [Fact]
    public async Task A_scan_that_cannot_run_is_not_a_clean_one()
    {
        var result = await StepAsync(fail: "false", configuration: "missing.yaml");
        Assert.True(result.ExitCode > 1, $"exit code {result.ExitCode}");
    }

    public async Task InitializeAsync()
    {
        await GitAsync("init", "-q");
        await GitAsync("commit", "-q", "--allow-empty", "-m", "first");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }

    private async Task<Command.Result> StepAsync(string fail, string configuration = "")
    {
        var first = (await GitAsync("rev-list", "--max-parents=0", "HEAD")).Trim();
        var environment = new Dictionary<string, string>
        {
            ["BASE"] = first,
            ["CONFIG"] = configuration,
            ["EXCLUDE"] = "tests/fixtures/**",
            ["FAIL"] = fail,
            ["PIPELOCK"] = Repository.Program,
            ["REPORT"] = Path.Combine(_directory, ".git", "report.sarif"),
            ["GITHUB_OUTPUT"] = Path.Combine(_directory, ".git", "output"),
        };
        return await Command.RunAsync(
            Repository.At("deploy/github-action/scan-diff.sh"), [], "", environment, _directory);
    }

    private async Task<string> GitAsync(params string[] arguments) =>
        (await Command.RunAsync(
            "git", ["-c", "user.name=test", "-c", "user.email=test@example.com", .. arguments], "", null, _directory))
        .Succeeded();
}
