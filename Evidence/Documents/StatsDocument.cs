using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelock.Policy.CrossRequest;

namespace Pipelock.Evidence.Documents;

/// <summary>Writes the JSON document of <c>/stats</c>.</summary>
public static class StatsDocument
{
    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the document.</summary>
    public static void Write(IBufferWriter<byte> output, ProxyMetrics metrics, TimeSpan uptime)
    {
        using var json = new Utf8JsonWriter(output, s_readable);
        json.WriteStartObject();
        json.WriteNumber("uptime_seconds", uptime.TotalSeconds);
        Requests(json, metrics);
        json.WriteNumber("tunnels", metrics.Tunnels);
        json.WriteNumber("websockets", metrics.WebSockets.Total);
        Ranking(json, "top_blocked_domains", metrics.TopBlockedDomains);
        Ranking(json, "top_scanners", metrics.TopScanners);
        Sessions(json, metrics.Sessions);
        CrossRequests(json, metrics.CrossRequests.State);
        Agents(json, metrics);
        json.WriteEndObject();
    }

    private static void Requests(Utf8JsonWriter json, ProxyMetrics metrics)
    {
        var (allowed, blocked) = (metrics.Allowed, metrics.Blocked);
        var total = allowed + blocked;
        json.WriteStartObject("requests");
        json.WriteNumber("total", total);
        json.WriteNumber("allowed", allowed);
        json.WriteNumber("blocked", blocked);
        json.WriteNumber("block_rate", total == 0 ? 0 : (double)blocked / total);
        json.WriteEndObject();
    }

    private static void Ranking(
        Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, long>> ranking)
    {
        json.WriteStartArray(name);
        foreach (var (one, count) in ranking)
        {
            json.WriteStartObject();
            json.WriteString("name", one);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Sessions(Utf8JsonWriter json, Metrics.SessionMetrics sessions)
    {
        json.WriteStartObject("sessions");
        json.WriteNumber("active", sessions.Active);
        json.WriteNumber("anomalies", sessions.Anomalies);
        json.WriteNumber("escalations", sessions.Escalations);
        json.WriteStartArray("top_anomalies");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void CrossRequests(Utf8JsonWriter json, CrossRequestState state)
    {
        json.WriteStartObject("cross_request_detection");
        json.WriteBoolean("entropy_tracker_active", state.CountsEntropy);
        json.WriteBoolean("fragment_buffer_active", state.KeepsFragments);
        json.WriteNumber("fragment_buffer_bytes", state.FragmentBytes);
        json.WriteEndObject();
    }

    private static void Agents(Utf8JsonWriter json, ProxyMetrics metrics)
    {
        var started = false;
        foreach (var (agent, allowed, blocked, tunnels) in metrics.ByAgent())
        {
            if (!started)
                json.WriteStartObject("agents");
            started = true;
            json.WriteStartObject(agent);
            json.WriteNumber("allowed", allowed);
            json.WriteNumber("blocked", blocked);
            json.WriteNumber("tunnels", tunnels);
            json.WriteEndObject();
        }

        if (started)
            json.WriteEndObject();
    }
}
