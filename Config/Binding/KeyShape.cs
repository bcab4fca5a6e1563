using System.Reflection;

namespace Pipelock.Config.Binding;

/// <summary>One key of an options record: its name, its type and what its attributes say.</summary>
public sealed class KeyShape
{
    private readonly PropertyInfo _property;
    private ValueShape? _value;

    internal KeyShape(PropertyInfo property)
    {
        _property = property;
        Name = KeyNaming.NameOf(property);
    }

    /// <summary>The key as it stands in a file.</summary>
    public string Name { get; }

    /// <summary>The name of the property.</summary>
    public string PropertyName => _property.Name;

    /// <summary>What the key holds.</summary>
    /// <exception cref="NotSupportedException">The property has a type that no file can express.</exception>
    public ValueShape Value => _value ??= ValueShape.Of(_property.PropertyType);

    /// <summary>The least and greatest value; null when the type alone bounds it.</summary>
    public BoundsAttribute? Bounds => Find<BoundsAttribute>();

    /// <summary>The sentence of <see cref="SummaryAttribute"/>; null when there is none.</summary>
    public string? Summary => Find<SummaryAttribute>()?.Text;

    /// <summary>True when this version reads the key and does nothing with it.</summary>
    public bool IsInactive => _property.IsDefined(typeof(InactiveAttribute), inherit: false);

    /// <summary>True when a reload does not change it.</summary>
    public bool IsRestartOnly => _property.IsDefined(typeof(RestartOnlyAttribute), inherit: false);

    /// <summary>The property's value in <paramref name="record"/>.</summary>
    public object? Read(object record) => _property.GetValue(record);

    // Init-only is a promise to callers of the compiler; while a record is being built, nobody else has it yet.
    internal void Write(object record, object? value) => _property.SetValue(record, value);

    private T? Find<T>()
        where T : Attribute =>
        _property.IsDefined(typeof(T), inherit: false) ? _property.GetCustomAttribute<T>(inherit: false) : null;
}
