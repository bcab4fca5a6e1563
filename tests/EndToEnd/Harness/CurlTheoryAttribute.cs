namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>A test with curl as the client; skipped, and says so, where there is no curl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CurlTheoryAttribute : TheoryAttribute
{
    private static readonly bool Installed =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, "curl")));

    /// <summary>Skips where it has to.</summary>
    public CurlTheoryAttribute() => Skip = Installed ? null : "curl is not installed";
}
