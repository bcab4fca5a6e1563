namespace Pipelock.Config.Binding;

/// <summary>The key of a property, or the spelling of an enum member, where snake case of its name is not it.</summary>
/// <param name="name">The name as it stands in a file.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ConfigKeyAttribute(string name) : Attribute
{
    /// <summary>The name as it stands in a file.</summary>
    public string Name { get; } = name;
}
