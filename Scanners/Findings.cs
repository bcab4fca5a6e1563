namespace Pipelock.Scanners;

/// <summary>What one scan found. The clean value is <c>default</c> and costs no allocation.</summary>
public readonly struct Findings
{
    private readonly IReadOnlyList<Finding>? _items;

    /// <summary>Wraps the findings of one scan; an empty list is the clean value.</summary>
    public Findings(IReadOnlyList<Finding> items) => _items = items.Count == 0 ? null : items;

    /// <summary>Nothing found.</summary>
    public static Findings None => default;

    /// <summary>True when nothing was found.</summary>
    public bool IsClean => _items is null;

    /// <summary>How many findings there are.</summary>
    public int Count => _items?.Count ?? 0;

    /// <summary>The finding at <paramref name="index"/>, in the order the layers ran.</summary>
    public Finding this[int index] => _items![index];

    /// <summary>The findings as a list; empty when clean.</summary>
    public IReadOnlyList<Finding> Items => _items ?? [];

    /// <summary>All but those of one layer.</summary>
    public Findings Without(ScanLayer layer)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_items![i].Layer == layer)
                return new Findings([.. _items.Where(finding => finding.Layer != layer)]);
        }

        return this;
    }

    /// <summary>Both results, this one first.</summary>
    public Findings Concat(Findings other) =>
        IsClean ? other : other.IsClean ? this : new Findings([.. _items!, .. other._items!]);
}
