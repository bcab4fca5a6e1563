namespace Pipelock.Evidence.Metrics;

/// <summary>Counts what becomes of TLS in tunnels. Thread-safe; every label is of a closed set.</summary>
public sealed class TlsMetrics
{
    private readonly CounterFamily _outcomes =
        new("tls_intercept_total", "Total tunnels considered for TLS interception by outcome.", "outcome");

    private readonly CounterFamily _blocked =
        new("tls_request_blocked_total", "Total requests inside opened TLS refused for what TLS knows.", "reason");

    private readonly Histogram _client = new(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5);
    private readonly Histogram _origin = new(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5);
    private Func<long> _cached = static () => 0;

    /// <summary>Tells where the number of certificates kept is to be had.</summary>
    public void ObserveCache(Func<long> cached) => _cached = cached;

    /// <summary>It was decided, or turned out, what becomes of a tunnel.</summary>
    public void Outcome(string outcome) => _outcomes.With(outcome).Increment();

    /// <summary>A request was refused because it does not fit its connection.</summary>
    public void RequestBlocked(string reason) => _blocked.With(reason).Increment();

    /// <summary>A client's handshake was completed.</summary>
    public void ClientHandshake(TimeSpan duration) => _client.Observe(duration);

    /// <summary>An origin's handshake was completed.</summary>
    public void OriginHandshake(TimeSpan duration) => _origin.Observe(duration);

    internal IEnumerable<CounterFamily> Families => [_outcomes, _blocked];

    internal void WriteTo(in MetricsText text)
    {
        text.Single("tls_cert_cache_size", "gauge", "Certificates kept for TLS interception.", _cached());
        const string Handshakes = "tls_handshake_duration_seconds";
        text.Head(Handshakes, "histogram", "TLS handshake duration in seconds by side.");
        text.HistogramSamples(Handshakes, "side", "client", _client);
        text.HistogramSamples(Handshakes, "side", "upstream", _origin);
        text.Family(_outcomes);
        text.Family(_blocked);
    }
}
