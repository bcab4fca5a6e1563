namespace Pipelock.Config.Binding;

/// <summary>The key is read and checked, but this version does nothing with it; setting it earns a warning.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InactiveAttribute : Attribute;
