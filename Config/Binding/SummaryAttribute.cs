namespace Pipelock.Config.Binding;

/// <summary>What a key, a section or a value of a closed set means, in one sentence.</summary>
/// <param name="text">The sentence; it stands in the schema and in the documentation.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Field)]
public sealed class SummaryAttribute(string text) : Attribute
{
    /// <summary>The sentence.</summary>
    public string Text { get; } = text;
}
