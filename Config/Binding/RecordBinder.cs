using System.Reflection;
using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>Binds one section to one options record.</summary>
internal static class RecordBinder
{
    private static readonly Func<object, object> s_clone =
        typeof(object)
            .GetMethod(nameof(MemberwiseClone), BindingFlags.NonPublic | BindingFlags.Instance)!
            .CreateDelegate<Func<object, object>>();

    /// <summary>A copy that shares everything with <paramref name="record"/> until a key is written.</summary>
    public static object Copy(object record) => s_clone(record);

    /// <summary>A copy of <paramref name="baseline"/> (a new record when null) with the keys of the section
    /// set.</summary>
    public static object Bind(
        RecordShape shape, MappingNode section, string path, object? baseline, BindContext context)
    {
        // The baseline may be shared (defaults are); what is written to is always a copy.
        var record = baseline is null ? Activator.CreateInstance(shape.Type)! : s_clone(baseline);
        foreach (var entry in section.Entries)
        {
            var keyPath = KeyPaths.Child(path, entry.Key);
            if (shape.Find(entry.Key) is { } key)
                BindKey(key, entry, keyPath, record, context);
            else
                context.Problem(entry.KeyLocation, keyPath, UnknownKeys.Explain(entry.Key, shape, context.Root));
        }

        return record;
    }

    private static void BindKey(KeyShape key, MappingEntry entry, string path, object record, BindContext context)
    {
        if (entry.Value is ScalarNode { IsNull: true })
            return;
        context.Locations.Add(path, entry.KeyLocation);
        if (key.IsInactive)
            context.Inactive(path);
        // "" is how the established product's files spell an action that is not chosen.
        if (key.Value.Kind == ValueKind.Enum && entry.Value is ScalarNode { Kind: ScalarKind.String, Text: "" }
            && key.Value.Enum.Find("") is null)
            return;
        var baseline = key.Value.Kind == ValueKind.Record ? key.Read(record) : null;
        if (ValueBinder.Bind(key.Value, key, entry.Value, path, baseline, context) is { } value)
            key.Write(record, value);
    }
}
