namespace Pipelock.Scanners.Addresses;

/// <summary>A set of address ranges. Immutable; a question costs one binary search and no allocation.</summary>
internal sealed class IpRangeSet
{
    private readonly uint[] _v4First;
    private readonly uint[] _v4Last;
    private readonly UInt128[] _v6First;
    private readonly UInt128[] _v6Last;

    /// <summary>Collects ranges in any order; overlapping ones are merged.</summary>
    public IpRangeSet(IEnumerable<IpRange> ranges)
    {
        List<IpRange> all = [.. ranges];
        List<(UInt128 First, UInt128 Last)> v4 = Merge(all, isIpv4: true);
        List<(UInt128 First, UInt128 Last)> v6 = Merge(all, isIpv4: false);
        _v4First = [.. v4.Select(r => (uint)r.First)];
        _v4Last = [.. v4.Select(r => (uint)r.Last)];
        _v6First = [.. v6.Select(r => r.First)];
        _v6Last = [.. v6.Select(r => r.Last)];
    }

    /// <summary>Whether an address lies in one of the ranges.</summary>
    public bool Contains(IpBits address) => address.IsIpv4
        ? Contains(_v4First, _v4Last, (uint)address.Value)
        : Contains(_v6First, _v6Last, address.Value);

    private static bool Contains<T>(T[] first, T[] last, T value)
        where T : IComparable<T>
    {
        int at = Array.BinarySearch(first, value);
        if (at < 0)
            at = ~at - 1;

        return at >= 0 && value.CompareTo(last[at]) <= 0;
    }

    private static List<(UInt128 First, UInt128 Last)> Merge(List<IpRange> ranges, bool isIpv4)
    {
        List<(UInt128 First, UInt128 Last)> merged = [];
        foreach (IpRange range in ranges.Where(r => r.First.IsIpv4 == isIpv4).OrderBy(r => r.First.Value))
        {
            if (merged.Count > 0 && range.First.Value <= merged[^1].Last)
            {
                (UInt128 first, UInt128 last) = merged[^1];
                merged[^1] = (first, UInt128.Max(last, range.Last.Value));
            }
            else
            {
                merged.Add((range.First.Value, range.Last.Value));
            }
        }

        return merged;
    }
}
