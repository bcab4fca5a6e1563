using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Reference;

/// <summary>Lists every key of an options record, from the record itself: the list cannot lie.</summary>
public static class ReferenceKeys
{
    /// <summary>The keys of <typeparamref name="T"/> and of all sections in it, in the order of declaration.</summary>
    public static ImmutableArray<ReferenceKey> Of<T>()
        where T : class, new()
    {
        var keys = ImmutableArray.CreateBuilder<ReferenceKey>();
        Add(keys, "", RecordShape.Of(typeof(T)), new T());
        return keys.ToImmutable();
    }

    private static void Add(
        ImmutableArray<ReferenceKey>.Builder keys, string prefix, RecordShape shape, object defaults)
    {
        foreach (var key in shape.Keys)
        {
            var path = prefix + key.Name;
            var section = SectionOf(key.Value, ref path);
            var isSection = key.Value.Kind == ValueKind.Record;
            keys.Add(new ReferenceKey(
                prefix + key.Name, KeyWords.Type(key), isSection ? "" : KeyWords.Default(key, defaults),
                KeyWords.Meaning(key)));
            if (section is not null)
            {
                // Without a default of its own, a section has the defaults of its record.
                var record = isSection ? key.Read(defaults) : null;
                Add(keys, path + ".", section, record ?? Activator.CreateInstance(section.Type)!);
            }
        }
    }

    /// <summary>The section behind a key, or behind the entries of its list or map; null where there is none.</summary>
    private static RecordShape? SectionOf(ValueShape value, ref string path)
    {
        switch (value.Kind)
        {
            case ValueKind.Record:
                return value.Record;
            case ValueKind.List:
                path += "[]";
                return SectionOf(value.Element!, ref path);
            case ValueKind.Map:
                path += ".<name>";
                return SectionOf(value.Element!, ref path);
            default:
                return null;
        }
    }
}
