namespace Pipelock.Policy.Sessions;

/// <summary>What all agents of one address visited: changing one's name does not hide a burst. Thread-safe.</summary>
internal sealed class AddressProfile
{
    private readonly Lock _lock = new();
    private RecentDomains _domains = new(1);

    /// <summary>Sessions that share it; the registry's lock guards it.</summary>
    public int Sessions { get; set; }

    /// <summary>Domains that make a burst.</summary>
    public int Places => _domains.Places;

    /// <summary>Notes a visit; true when it makes the burst complete. Twice the burst of one agent is one
    /// here.</summary>
    public bool Visit(ulong domain, SessionRules rules, long now)
    {
        lock (_lock)
        {
            var burst = Math.Min(rules.Profiling.DomainBurst * 2, RecentDomains.MostPlaces);
            if (_domains.Places != burst) _domains = new RecentDomains(burst);
            return _domains.Visit(domain, rules.WindowMilliseconds, now);
        }
    }
}
