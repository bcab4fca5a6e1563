using System.Collections.Immutable;
using Pipelock.Config.Document;

namespace Pipelock.Config.Yaml;

/// <summary>Collects the entries of one mapping: no key twice, merged keys behind the mapping's own.</summary>
internal sealed class YamlEntries(YamlProblems problems)
{
    private readonly ImmutableArray<MappingEntry>.Builder _entries = ImmutableArray.CreateBuilder<MappingEntry>();
    private readonly Dictionary<string, MappingEntry> _byKey = new(StringComparer.Ordinal);
    private List<MappingNode>? _merged;

    /// <summary>Adds a key, or notes that it is there already.</summary>
    public void Add(string key, SourceLocation location, ConfigNode value, string path)
    {
        var entry = new MappingEntry(key, location, value);
        if (_byKey.TryAdd(key, entry))
        {
            _entries.Add(entry);
            return;
        }

        var first = _byKey[key].KeyLocation;
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
                if (_byKey.TryAdd(entry.Key, entry))
                    _entries.Add(entry);
            }
        }

        return new MappingNode(_entries.ToImmutable(), location);
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
