namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>A test with curl as the client; skipped, and says so, where there is no curl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CurlTheoryAttribute : TheoryAttribute
{
    /// <summary>Why such a test cannot run here; null where it can.</summary>
    internal static readonly string? Missing =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(
            directory => File.Exists(Path.Combine(directory, "curl")))
            ? null : "curl is not installed";

    /// <summary>Skips where it has to.</summary>
    public CurlTheoryAttribute() => Skip = Missing;
}
