using Pipelock.Deploy.Tests.Harness;

namespace Pipelock.Deploy.Tests.Docs;

/// <summary>The commands that the README begins with, and that a contributor uses, on a copy that was never built.
/// </summary>
public sealed class CleanCopyTests : IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("clean-copy-").FullName;

    public static TheoryData<string, string> Commands => new()
    {
        { "scripts/demo.sh", "the others never left this machine" },
        { "scripts/test.sh Protocols Config", "passed, 0 failed" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_on_a_clean_copy_ends_well(string command, string lastWords)
    {
        (await Command.RunAsync("bash", "-c", $"git ls-files -z | tar --null -cf - -T - | tar -xf - -C {_copy}"))
            .Succeeded();

        var words = command.Split(' ');
        var output = (await Command.RunAsync(Path.Combine(_copy, words[0]), words[1..], input: "", directory: _copy))
            .Succeeded();

        Assert.EndsWith(lastWords, output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);
}
