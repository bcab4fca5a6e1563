namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>The same for a test without a table.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CurlFactAttribute : FactAttribute
{
    /// <summary>Skips where it has to.</summary>
    public CurlFactAttribute() => Skip = CurlTheoryAttribute.Missing;
}
