using System.Text;
using Pipelock.Config.Options;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Policy.Sessions;

/// <summary>What a session has spent of its agent's budget.</summary>
internal struct BudgetUse
{
    private const int MostDomains = 4096;

    private HashSet<ulong>? _domains;
    private long _begin;
    private long _requests;
    private long _bytes;

    /// <summary>Counts a request; the key of the limit it exceeds, or null.</summary>
    public string? Request(AgentBudgetOptions budget, ulong domain, long now)
    {
        if (_begin == 0) _begin = now;
        if (budget.WindowMinutes > 0 && now - _begin >= budget.WindowMinutes * 60_000L)
        {
            this = default;
            _begin = now;
        }

        if (budget.MaxRequestsPerSession > 0 && _requests >= budget.MaxRequestsPerSession)
            return "max_requests_per_session";
        if (budget.MaxBytesPerSession > 0 && _bytes >= budget.MaxBytesPerSession) return "max_bytes_per_session";
        if (budget.MaxUniqueDomainsPerSession > 0)
        {
            _domains ??= [];
            var most = Math.Min(budget.MaxUniqueDomainsPerSession, MostDomains);
            if (!_domains.Contains(domain) && _domains.Count >= most) return "max_unique_domains_per_session";
            _domains.Add(domain);
        }

        _requests++;
        return null;
    }

    /// <summary>Counts bytes that crossed, weighed by the cost of the host.</summary>
    public void Bytes(long bytes, ReadOnlySpan<byte> host, AgentBudgetOptions budget) =>
        _bytes += Weighed(bytes, host, budget);

    private static long Weighed(long bytes, ReadOnlySpan<byte> host, AgentBudgetOptions budget)
    {
        if (budget.CostMultipliers.IsEmpty) return bytes;
        var domain = Encoding.UTF8.GetString(RegistrableDomain.Of(host)).ToLowerInvariant();
        return budget.CostMultipliers.TryGetValue(domain, out var factor) ? (long)(bytes * factor) : bytes;
    }
}
