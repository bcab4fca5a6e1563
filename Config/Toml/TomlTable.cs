using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>A table while the file is being read: it may still grow.</summary>
/// <remarks>A value in it is a <see cref="ConfigNode"/> (finished: scalars, arrays, inline tables), another
/// <see cref="TomlTable"/>, or a <see cref="TomlTableArray"/>.</remarks>
internal sealed class TomlTable(TomlTableOrigin origin, SourceLocation location)
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);

    /// <summary>How the table came to be; decides who may add to it.</summary>
    public TomlTableOrigin Origin { get; set; } = origin;

    /// <summary>Where the table was first named, or, once it has a header, where its header stands.</summary>
    public SourceLocation Location { get; set; } = location;

    /// <summary>The value of a key, and where the key stands.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out object? value, out SourceLocation keyLocation)
    {
        if (_byName.TryGetValue(name, out var entry))
        {
            (value, keyLocation) = (entry.Value, entry.Key.Location);
            return true;
        }

        (value, keyLocation) = (null, SourceLocation.None);
        return false;
    }

    /// <summary>Adds a key that is not there yet.</summary>
    public void Add(TomlKeyPart key, object value)
    {
        var entry = new Entry(key, value);
        _byName.Add(key.Name, entry);
        _entries.Add(entry);
    }

    /// <summary>The table and everything below it as finished nodes.</summary>
    public MappingNode ToNode()
    {
        var entries = ImmutableArray.CreateBuilder<MappingEntry>(_entries.Count);
        foreach (var entry in _entries)
            entries.Add(new MappingEntry(entry.Key.Name, entry.Key.Location, Finish(entry.Value)));
        return new MappingNode(entries.MoveToImmutable(), Location);
    }

    private static ConfigNode Finish(object value) => value switch
    {
        TomlTable table => table.ToNode(),
        TomlTableArray array => array.ToNode(),
        _ => (ConfigNode)value,
    };

    private sealed record Entry(TomlKeyPart Key, object Value);
}
