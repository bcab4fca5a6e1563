namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>A test with clients that nobody here wrote; skipped, and says so, where one is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClientTheoryAttribute : TheoryAttribute
{
    /// <summary>Names the programs that are needed.</summary>
    public ClientTheoryAttribute(params string[] programs)
    {
        Programs = programs;
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var missing = programs.Where(
            program => !directories.Any(directory => File.Exists(Path.Combine(directory, program))));
        Skip = missing.FirstOrDefault() is { } first ? $"{first} is not installed" : null;
    }

    /// <summary>The programs that are needed.</summary>
    public IReadOnlyList<string> Programs { get; }
}
