namespace Pipelock.Scanners;

/// <summary>A planted token: no honest program ever sends it.</summary>
/// <param name="Name">What the operator calls it; appears in findings.</param>
/// <param name="Value">The token itself, at least eight characters; never appears anywhere.</param>
public sealed record CanaryTokenSettings(string Name, string Value)
{
    /// <summary>Names the token without its value, so that a logged record gives nothing away.</summary>
    public override string ToString() => $"canary token {Name}";
}
