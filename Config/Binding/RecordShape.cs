using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pipelock.Config.Binding;

/// <summary>The keys of one options record, in the order of declaration.</summary>
/// <remarks>Every public property that can be set is a key; one that only computes is none. Kept per type.</remarks>
public sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> s_known = new();

    private readonly Dictionary<string, KeyShape> _byName = new(StringComparer.Ordinal);

    private RecordShape(Type type)
    {
        Type = type;
        var keys = ImmutableArray.CreateBuilder<KeyShape>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is not { IsPublic: true })
                continue;
            var key = new KeyShape(property);
            _byName.Add(key.Name, key);
            keys.Add(key);
        }

        Keys = keys.ToImmutable();
    }

    /// <summary>The record's type.</summary>
    public Type Type { get; }

    /// <summary>The keys in the order of declaration.</summary>
    public ImmutableArray<KeyShape> Keys { get; }

    /// <summary>The shape of <paramref name="type"/>.</summary>
    /// <exception cref="ArgumentException">Two of its properties have the same key.</exception>
    public static RecordShape Of(Type type) => s_known.GetOrAdd(type, static t => new RecordShape(t));

    /// <summary>The key of that name; null when there is none. Names are case-sensitive.</summary>
    public KeyShape? Find(string name) => _byName.GetValueOrDefault(name);
}
