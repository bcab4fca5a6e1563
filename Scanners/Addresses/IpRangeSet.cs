namespace Pipelock.Scanners.Addresses;

/// <summary>A set of address ranges. Immutable; a question costs one binary search and no allocation.</summary>
internal sealed class IpRangeSet
{
    private readonly IpRange[] _v4;
    private readonly IpRange[] _v6;

    /// <summary>Reads ranges in any order; overlapping ones are merged.</summary>
    /// <param name="ranges">As <see cref="IpRange.Parse"/> takes them.</param>
    /// <exception cref="FormatException">One of them cannot be read; the message quotes it.</exception>
    public IpRangeSet(params ReadOnlySpan<string> ranges)
    {
        var all = new IpRange[ranges.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = IpRange.Parse(ranges[i]);
        Array.Sort(all, static (one, other) => one.First.Value.CompareTo(other.First.Value));
        _v4 = Merge(all, isIpv4: true);
        _v6 = Merge(all, isIpv4: false);
    }

    /// <summary>Whether an address lies in one of the ranges.</summary>
    public bool Contains(IpBits address)
    {
        ReadOnlySpan<IpRange> ranges = address.IsIpv4 ? _v4 : _v6;
        var before = 0; // so many begin at the address or before it
        for (var end = ranges.Length; before < end;)
        {
            var middle = (before + end) / 2;
            if (ranges[middle].First.Value <= address.Value)
                before = middle + 1;
            else
                end = middle;
        }

        return before > 0 && address.Value <= ranges[before - 1].Last.Value;
    }

    private static IpRange[] Merge(ReadOnlySpan<IpRange> sorted, bool isIpv4)
    {
        var merged = new IpRange[sorted.Length];
        var count = 0;
        foreach (var range in sorted)
        {
            if (range.First.IsIpv4 != isIpv4)
                continue;
            if (count == 0 || range.First.Value > merged[count - 1].Last.Value)
                merged[count++] = range;
            else if (range.Last.Value > merged[count - 1].Last.Value)
                merged[count - 1] = merged[count - 1] with { Last = range.Last };
        }

        return merged[..count];
    }
}
