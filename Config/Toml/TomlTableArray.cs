using System.Collections.Immutable;
using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>An array of tables while the file is being read; never empty (TOML §Array of Tables).</summary>
internal sealed class TomlTableArray(SourceLocation location)
{
    private readonly List<TomlTable> _tables = [];

    /// <summary>The table that headers below the array's name belong to.</summary>
    public TomlTable Last => _tables[^1];

    /// <summary>Starts the next table.</summary>
    public void Add(TomlTable table) => _tables.Add(table);

    /// <summary>The array and everything below it as finished nodes.</summary>
    public SequenceNode ToNode()
    {
        var items = ImmutableArray.CreateBuilder<ConfigNode>(_tables.Count);
        foreach (var table in _tables)
            items.Add(table.ToNode());
        return new SequenceNode(items.MoveToImmutable(), location);
    }
}
