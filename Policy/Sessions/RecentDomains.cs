namespace Pipelock.Policy.Sessions;

/// <summary>How many different domains were visited within a window: exact up to a bound, in constant memory.</summary>
/// <remarks>
/// Remembers the last visit of so many domains as make a burst; a further one takes the place of the one that was
/// visited longest ago. When all places are within the window, that many domains were. Not thread-safe.
/// </remarks>
internal sealed class RecentDomains
{
    /// <summary>Most places; a larger burst than this is told when this many domains were visited.</summary>
    public const int MostPlaces = 256;

    private readonly ulong[] _domains;
    private readonly long[] _visits;

    public RecentDomains(int burst)
    {
        var places = Math.Clamp(burst, 1, MostPlaces);
        _domains = new ulong[places];
        _visits = new long[places];
    }

    /// <summary>Domains that make a burst.</summary>
    public int Places => _domains.Length;

    /// <summary>Notes a visit; true when it makes the burst complete.</summary>
    public bool Visit(ulong domain, long window, long now)
    {
        var oldest = 0;
        var live = 0;
        var known = -1;
        for (var i = 0; i < _domains.Length; i++)
        {
            if (_domains[i] == domain) known = i;
            if (_domains[i] != 0 && now - _visits[i] <= window) live++;
            if (_domains[i] == 0 || (_domains[oldest] != 0 && _visits[i] < _visits[oldest])) oldest = i;
        }

        var isLive = known >= 0 && now - _visits[known] <= window;
        var place = known >= 0 ? known : oldest;
        if (known < 0 && live == _domains.Length) live--; // It pushes a live one out.
        _domains[place] = domain;
        _visits[place] = now;
        return !isLive && live + 1 == _domains.Length;
    }
}
