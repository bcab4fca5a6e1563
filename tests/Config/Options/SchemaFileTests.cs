using Pipelock.Config.Options;
using Pipelock.Config.Schema;

namespace Pipelock.Config.Tests.Options;

public class SchemaFileTests
{
    private const string Regenerate =
        "run: UPDATE_SCHEMA=1 dotnet test tests/Config --filter SchemaFileTests, and commit config.schema.json";

    [Fact]
    public void Schema_in_the_repository_describes_the_options_as_they_are()
    {
        var path = Path.Combine(Root(), "config.schema.json");
        var expected = SchemaWriter.Write<PipelockOptions>("pipelock configuration");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
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
