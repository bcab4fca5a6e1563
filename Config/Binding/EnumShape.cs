using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pipelock.Config.Binding;

/// <summary>The names a closed set of values has in a file, in the order of declaration.</summary>
public sealed class EnumShape
{
    private static readonly ConcurrentDictionary<Type, EnumShape> s_known = new();

    private readonly ImmutableArray<object> _values;

    private EnumShape(Type type)
    {
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Static);
        var names = ImmutableArray.CreateBuilder<string>(fields.Length);
        var values = ImmutableArray.CreateBuilder<object>(fields.Length);
        foreach (var field in fields)
        {
            names.Add(KeyNaming.NameOf(field));
            values.Add(field.GetValue(null)!);
        }

        Names = names.MoveToImmutable();
        _values = values.MoveToImmutable();
    }

    /// <summary>The names: snake case, or what <see cref="ConfigKeyAttribute"/> says.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The names of <paramref name="type"/>.</summary>
    public static EnumShape Of(Type type) => s_known.GetOrAdd(type, static t => new EnumShape(t));

    /// <summary>The value of that name, boxed; null when there is none. Names are case-sensitive.</summary>
    public object? Find(string name)
    {
        var at = Names.IndexOf(name);
        return at < 0 ? null : _values[at];
    }

    /// <summary>The name of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no declared member.</exception>
    public string NameOf(object value)
    {
        var at = _values.IndexOf(value);
        ArgumentOutOfRangeException.ThrowIfNegative(at, nameof(value));
        return Names[at];
    }
}
