using Pipelock.Config.Document;

namespace Pipelock.Config.Binding;

/// <summary>Binds one node to a value of any shape.</summary>
internal static class ValueBinder
{
    /// <summary>The value, or null when the node does not fit; the reason is noted then.</summary>
    /// <param name="shape">What the value must be.</param>
    /// <param name="key">The key it belongs to, for bounds.</param>
    /// <param name="node">What the file has; not null, except in lists and maps.</param>
    /// <param name="path">Key path of the node.</param>
    /// <param name="baseline">The section that the node changes; null for none, and for what is no section.</param>
    /// <param name="context">Takes problems and places.</param>
    public static object? Bind(
        ValueShape shape, KeyShape key, ConfigNode node, string path, object? baseline, BindContext context)
    {
        switch (shape.Kind)
        {
            case ValueKind.Record:
                return BindSection(shape, node, path, baseline, context);
            case ValueKind.List:
                return BindList(shape, key, node, path, context);
            case ValueKind.Map:
                return BindMap(shape, key, node, path, context);
            default:
                if (ScalarBinder.TryBind(shape, key, node, out var value, out var problem))
                    return value;
                context.Problem(node.Location, path, problem);
                return null;
        }
    }

    private static object? BindSection(
        ValueShape shape, ConfigNode node, string path, object? baseline, BindContext context)
    {
        if (node is MappingNode section)
            return RecordBinder.Bind(shape.Record, section, path, baseline, context);
        context.Problem(node.Location, path, $"expects a section of keys and values, not {node.Description}");
        return null;
    }

    private static object? BindList(ValueShape shape, KeyShape key, ConfigNode node, string path, BindContext context)
    {
        if (node is not SequenceNode sequence)
        {
            context.Problem(node.Location, path, $"expects a list, not {node.Description}; a list of one is [value]");
            return null;
        }

        var items = new List<object>(sequence.Items.Length);
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var item = sequence.Items[i];
            var itemPath = KeyPaths.Element(path, i);
            context.Locations.Add(itemPath, item.Location);
            if (item is ScalarNode { IsNull: true })
                context.Problem(item.Location, itemPath, "this element is empty; give it a value or remove it");
            else if (Bind(shape.Element!, key, item, itemPath, null, context) is { } value)
                items.Add(value);
        }

        return shape.Collections.CreateList(items);
    }

    private static object? BindMap(ValueShape shape, KeyShape key, ConfigNode node, string path, BindContext context)
    {
        if (node is not MappingNode mapping)
        {
            context.Problem(node.Location, path, $"expects names with values, not {node.Description}");
            return null;
        }

        var items = new List<KeyValuePair<string, object>>(mapping.Entries.Length);
        foreach (var entry in mapping.Entries)
        {
            var entryPath = KeyPaths.Child(path, entry.Key);
            context.Locations.Add(entryPath, entry.KeyLocation);
            var value = entry.Value is ScalarNode { IsNull: true }
                ? BindEmpty(shape.Element!, entry, entryPath, context)
                : Bind(shape.Element!, key, entry.Value, entryPath, null, context);
            if (value is not null)
                items.Add(new(entry.Key, value));
        }

        return shape.Collections.CreateMap(items);
    }

    // A name with nothing behind it is a section with every default; there is no default for anything else.
    private static object? BindEmpty(ValueShape shape, MappingEntry entry, string path, BindContext context)
    {
        if (shape.Kind == ValueKind.Record)
            return Activator.CreateInstance(shape.Type);
        context.Problem(entry.KeyLocation, path, "this name has no value; give it one or remove it");
        return null;
    }
}
