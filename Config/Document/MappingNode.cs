using System.Collections.Immutable;

namespace Pipelock.Config.Document;

/// <summary>Keys with values, in file order; no key occurs twice.</summary>
/// <param name="entries">The entries in file order. The readers have refused duplicate keys.</param>
/// <param name="location">Where the mapping starts.</param>
public sealed class MappingNode(ImmutableArray<MappingEntry> entries, SourceLocation location) : ConfigNode(location)
{
    /// <summary>A mapping without keys: what an empty file means.</summary>
    public static MappingNode Empty { get; } = new([], new SourceLocation(1, 1));

    /// <summary>The entries in file order.</summary>
    public ImmutableArray<MappingEntry> Entries { get; } = entries;

    /// <inheritdoc/>
    public override string Description => "a section";

    /// <summary>The value of <paramref name="key"/>, or null when the mapping has no such key.</summary>
    public ConfigNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key == key)
                    return entry.Value;
            }

            return null;
        }
    }
}
