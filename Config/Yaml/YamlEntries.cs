using System.Collections.Immutable;
using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>Collects the entries of one mapping: no key twice, merged keys behind the mapping's own.</summary>
internal sealed class YamlEntries(YamlProblems problems)
{
    private readonly List<MappingEntry> _own = [];
    private readonly Dictionary<string, SourceLocation> _places = new(StringComparer.Ordinal);
    private List<MappingNode>? _merged;

    /// <summary>Adds a key, or notes that it is there already.</summary>
    public void Add(string key, SourceLocation location, ConfigNode value, string path)
    {
        if (_places.TryAdd(key, location))
        {
            _own.Add(new MappingEntry(key, location, value));
            return;
        }

        var first = _places[key];
        problems.Add(
            location,
            path,
            $"this key is set already at line {first.Line}, column {first.Column}; remove one of the two");
    }

    /// <summary>Takes over the keys of a mapping, or of each mapping of a list, behind <c>&lt;&lt;</c>.</summary>
    public void Merge(ConfigNode value, string path)
    {
        _merged ??= [];
        switch (value)
        {
            case MappingNode mapping:
                _merged.Add(mapping);
                break;
            case SequenceNode { Items: var items } when AreMappings(items):
                foreach (var item in items)
                    _merged.Add((MappingNode)item);
                break;
            default:
                problems.Add(value.Location, path, "<< merges a mapping or a list of mappings, nothing else");
                break;
        }
    }

    /// <summary>The mapping. A key of its own wins over a merged one, an earlier merge over a later one.</summary>
    public MappingNode ToNode(SourceLocation location)
    {
        foreach (var mapping in _merged ?? [])
        {
            foreach (var entry in mapping.Entries)
            {
                if (_places.TryAdd(entry.Key, entry.KeyLocation))
                    _own.Add(entry);
            }
        }

        return new MappingNode(_own.ToImmutableArray(), location);
    }

    private static bool AreMappings(ImmutableArray<ConfigNode> items)
    {
        foreach (var item in items)
        {
            if (item is not MappingNode)
                return false;
        }

        return true;
    }
}
