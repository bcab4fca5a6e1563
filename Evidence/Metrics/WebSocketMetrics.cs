namespace Pipelock.Evidence.Metrics;

/// <summary>Counts WebSocket connections. Thread-safe; allocates nothing once warm.</summary>
public sealed class WebSocketMetrics
{
    private readonly CounterFamily _connections =
        new("ws_connections_total", "Total WebSocket connections by result.", "result");

    private readonly CounterFamily _bytes = new(
        "ws_bytes_total", "Payload bytes of WebSockets by direction.", "direction");
    private readonly CounterFamily _frames = new("ws_frames_total", "WebSocket messages by type.", "type");
    private readonly CounterFamily _hits = new(
        "ws_scan_hits_total", "WebSocket messages with findings by scanner.", "scanner");
    private readonly Histogram _duration = new(1, 5, 10, 30, 60, 300, 1800, 3600);
    private readonly StripedCounter _active = new();

    /// <summary>Connections open now.</summary>
    public long Active => _active.Value;

    /// <summary>Connections opened since the start.</summary>
    public long Total => _connections.With("completed").Value + Active;

    /// <summary>A connection was opened.</summary>
    public void Opened() => _active.Add(1);

    /// <summary>A handshake was refused by policy.</summary>
    public void Refused() => _connections.With("blocked").Increment();

    /// <summary>An open connection ended.</summary>
    public void Closed(in WebSocketTotals totals)
    {
        _active.Add(-1);
        _connections.With("completed").Increment();
        _bytes.With("client_to_server").Add(totals.ClientToServerBytes);
        _bytes.With("server_to_client").Add(totals.ServerToClientBytes);
        _frames.With("text").Add(totals.TextFrames);
        _frames.With("binary").Add(totals.BinaryFrames);
        _duration.Observe(totals.Duration);
    }

    /// <summary>A scanner found something in a message.</summary>
    public void Hit(string scanner) => _hits.With(scanner).Increment();

    internal void WriteTo(in MetricsText text)
    {
        text.Single("ws_active_connections", "gauge", "Current number of WebSocket connections.", Active);
        text.Family(_bytes);
        text.Family(_connections);
        text.Histogram("ws_duration_seconds", "WebSocket connection duration in seconds.", _duration);
        text.Family(_frames);
        text.Family(_hits);
    }
}
