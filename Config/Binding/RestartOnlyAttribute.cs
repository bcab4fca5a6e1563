namespace Pipelock.Config.Binding;

/// <summary>The key, or everything in the section, is read at start only; a reload keeps the old value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestartOnlyAttribute : Attribute;
