using Pipelock.Config.Options;
using Pipelock.Config.Reference;
using Pipelock.Config.Schema;

namespace Pipelock.Config.Tests.Options;

public class GeneratedFilesTests
{
    private const string Regenerate =
        "run: UPDATE_GENERATED=1 dotnet test tests/Config --filter GeneratedFilesTests, and commit what changed";

    private static readonly Dictionary<string, Func<string>> s_generators = new()
    {
        ["config.schema.json"] = () => SchemaWriter.Write<PipelockOptions>("pipelock configuration"),
        ["docs/configuration-keys.md"] = ReferencePage.Write<PipelockOptions>,
        ["deploy/compose/pipelock.example.yaml"] = CommentedExample.Write<PipelockOptions>,
    };

    public static TheoryData<string> Files => [.. s_generators.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_in_the_repository_describes_the_options_as_they_are(string file)
    {
        var path = Path.Combine(Root(), file);
        var expected = s_generators[file]();
        if (Environment.GetEnvironmentVariable("UPDATE_GENERATED") == "1")
            File.WriteAllText(path, expected);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == expected, Regenerate);
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "pipelock-fast.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        return directory.FullName;
    }
}
