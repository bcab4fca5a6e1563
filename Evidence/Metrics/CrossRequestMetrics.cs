using Pipelock.Policy.CrossRequest;
using Pipelock.Scanners;

namespace Pipelock.Evidence.Metrics;

/// <summary>Counts what is found over several requests of a session. Thread-safe.</summary>
public sealed class CrossRequestMetrics
{
    private readonly StripedCounter _entropyExceeded = new();
    private readonly StripedCounter _secrets = new();
    private Func<CrossRequestState> _state = static () => default;

    /// <summary>Tells what to ask for the state of the moment.</summary>
    public void Observe(Func<CrossRequestState> state) => _state = state;

    /// <summary>The state of the moment.</summary>
    public CrossRequestState State => _state();

    /// <summary>Counts what is among findings.</summary>
    public void Seen(in Findings findings)
    {
        foreach (var finding in findings.Items)
        {
            if (finding.Layer == ScanLayer.CrossRequest) _secrets.Increment();
            else if (finding.Layer == ScanLayer.CrossRequestEntropy) _entropyExceeded.Increment();
        }
    }

    internal void WriteTo(MetricsText text)
    {
        text.Single(
            "cross_request_dlp_match_total", "counter", "Total secrets put together from several requests.",
            _secrets.Value);
        text.Single(
            "cross_request_entropy_exceeded_total", "counter", "Total requests beyond a session's entropy budget.",
            _entropyExceeded.Value);
        text.Single(
            "cross_request_fragment_buffer_bytes", "gauge", "Bytes kept to put pieces of several requests together.",
            State.FragmentBytes);
    }
}
