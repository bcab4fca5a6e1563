namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>A site whose proxy runs in strict mode.</summary>
public sealed class StrictSite : Site
{
    /// <inheritdoc/>
    internal override ProxySettings Settings => new() { Mode = "strict" };
}
