using System.Collections.Concurrent;
using System.Globalization;

namespace Pipelock.Evidence.Metrics;

/// <summary>Counts what the scan API was asked and what it answered. Thread-safe; every label is of a closed
/// set.</summary>
public sealed class ScanApiMetrics
{
    private readonly ConcurrentDictionary<(string Kind, string Decision, int Status), StripedCounter> _requests = new();
    private readonly ConcurrentDictionary<(
        string Kind, string Scanner, string Severity), StripedCounter> _findings = new();
    private readonly ConcurrentDictionary<string, Histogram> _durations = new(StringComparer.Ordinal);
    private readonly StripedCounter _inFlight = new();

    private readonly CounterFamily _errors =
        new("scan_api_errors_total", "Total Scan API errors by kind and error code.", "error_code", "kind");

    /// <summary>A request came.</summary>
    public void Began() => _inFlight.Add(1);

    /// <summary>Its answer went out.</summary>
    public void Ended() => _inFlight.Add(-1);

    /// <summary>A request was answered.</summary>
    /// <param name="kind">One of the four kinds, or unknown.</param>
    /// <param name="decision">allow, deny or error.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="duration">From the head of the request to the answer.</param>
    public void Answered(string kind, string decision, int status, TimeSpan duration)
    {
        _requests.GetOrAdd((kind, decision, status), static _ => new StripedCounter()).Increment();
        _durations.GetOrAdd(kind, static _ => new Histogram(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)).Observe(
            duration);
    }

    /// <summary>A request got no decision.</summary>
    public void Failed(string kind, string code) => _errors.With(code, kind).Increment();

    /// <summary>A scan found something.</summary>
    public void Found(string kind, string scanner, string severity) =>
        _findings.GetOrAdd((kind, scanner, severity), static _ => new StripedCounter()).Increment();

    /// <summary>Writes the families, ordered by name.</summary>
    internal void WriteTo(MetricsText text)
    {
        text.Head("scan_api_duration_seconds", "histogram", "Scan API request duration in seconds.");
        foreach (var (kind, histogram) in _durations.OrderBy(one => one.Key, StringComparer.Ordinal))
            text.HistogramSamples("scan_api_duration_seconds", "kind", kind, histogram);
        text.Family(_errors);
        text.Head("scan_api_findings_total", "counter", "Total Scan API findings by kind, scanner and severity.");
        foreach (var (key, counter) in _findings.OrderBy(one => one.Key.ToString(), StringComparer.Ordinal))
        {
            text.Sample(
                "scan_api_findings_total", ["kind", "scanner", "severity"], [key.Kind, key.Scanner, key.Severity],
                    counter.Value);
        }

        text.Single("scan_api_inflight_requests", "gauge", "Scan API requests being answered.", _inFlight.Value);
        text.Head("scan_api_requests_total", "counter", "Total Scan API requests by kind, decision and status.");
        foreach (var (key, counter) in _requests.OrderBy(one => one.Key.ToString(), StringComparer.Ordinal))
        {
            var status = key.Status.ToString(CultureInfo.InvariantCulture);
            text.Sample("scan_api_requests_total", ["decision", "kind", "status_code"],
                [key.Decision, key.Kind, status], counter.Value);
        }
    }
}
