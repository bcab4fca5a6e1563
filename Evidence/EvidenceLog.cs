using Pipelock.Evidence.Emit;
using Pipelock.Evidence.Records;
using Pipelock.Evidence.Sinks;
using Pipelock.Policy;

namespace Pipelock.Evidence;

/// <summary>The audit log: what crossed, what did not, and why.</summary>
/// <remarks>
/// <para>(a) caller ──► (b) told parts copied into a record ──► (c) ring ──► (d) writer thread ──► (e) lines.
/// </para>
/// <para>No call blocks or allocates in steady state. When the ring is full a line is dropped and counted; a share of
/// the ring is reserved for everything but ordinary traffic, so refusals are never lost for it. What must not be told
/// (see <see cref="ExchangeContext.Disclosure"/>) is removed in step (b): a secret never enters the ring.</para>
/// <para>Thread-safe. Texts from outside are cleaned of control characters by the writer.</para>
/// </remarks>
public sealed class EvidenceLog : IAsyncDisposable
{
    private const int RingBytes = 1024 * 1024;
    private const int ReservedBytes = RingBytes / 4;

    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(2);

    [ThreadStatic]
    private static byte[]? t_scratch;

    private readonly EvidenceLogSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ByteRing _ring;
    private readonly LogPump _pump;
    private readonly EventEmitter? _emitter;
    private long _dropped;

    /// <summary>Opens the log.</summary>
    /// <exception cref="IOException">The log file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The log file may not be written.</exception>
    /// <param name="settings">Where and how.</param>
    /// <param name="emitter">Given every record; null where nobody receives events.</param>
    public EvidenceLog(EvidenceLogSettings settings, EventEmitter? emitter = null)
        : this(settings, TimeProvider.System, settings.ToStandardOutput ? Console.OpenStandardOutput() : null,
            Console.Error, RingBytes, ReservedBytes, emitter)
    {
    }

    internal EvidenceLog(
        EvidenceLogSettings settings, TimeProvider clock, Stream? output, TextWriter complaints, int ring, int reserved,
        EventEmitter? emitter = null)
    {
        _emitter = emitter;
        _settings = settings;
        _clock = clock;
        _ring = new ByteRing(ring, reserved);
        _pump = new LogPump(_ring, new LogSink(output, settings.FilePath, complaints), settings, emitter);
        Operations = new OperationsLog(this);
        Mcp = new McpLog(this);
    }

    /// <summary>The lines about the operation of the proxy.</summary>
    public OperationsLog Operations { get; }

    /// <summary>The lines about calls of tools.</summary>
    public McpLog Mcp { get; }

    /// <summary>Lines lost because the ring was full.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Writes that failed (a full disk, a closed pipe); the lines of such a write are lost.</summary>
    public long WriteFailures => _pump.Failures;

    /// <summary>A request was forwarded and answered (<c>forward_http</c>).</summary>
    /// <param name="context">Who asked for what.</param>
    /// <param name="statusCode">Status of the answer.</param>
    /// <param name="sizeBytes">Body bytes of the answer.</param>
    /// <param name="duration">From the request's first byte to the answer's last.</param>
    public void RecordForward(in ExchangeContext context, int statusCode, long sizeBytes, TimeSpan duration)
    {
        if (_settings.IncludeAllowed)
            ExchangeLines.Forward(this, context, statusCode, sizeBytes, duration);
    }

    /// <summary>A page was fetched and passed on (<c>allowed</c>).</summary>
    /// <param name="context">Who asked for what.</param>
    /// <param name="statusCode">Status of the answer.</param>
    /// <param name="sizeBytes">Body bytes of the answer.</param>
    /// <param name="duration">From the request's first byte to the answer's last.</param>
    public void RecordAllowed(in ExchangeContext context, int statusCode, long sizeBytes, TimeSpan duration)
    {
        if (_settings.IncludeAllowed)
            ExchangeLines.Allowed(this, context, statusCode, sizeBytes, duration);
    }

    /// <summary>A tunnel was opened (<c>tunnel_open</c>).</summary>
    public void RecordTunnelOpen(in ExchangeContext context)
    {
        if (_settings.IncludeAllowed)
            ExchangeLines.TunnelOpen(this, context);
    }

    /// <summary>A tunnel was closed (<c>tunnel_close</c>).</summary>
    /// <param name="context">Who asked for what.</param>
    /// <param name="totalBytes">Bytes of both directions.</param>
    /// <param name="duration">How long it was open.</param>
    public void RecordTunnelClose(in ExchangeContext context, long totalBytes, TimeSpan duration)
    {
        if (_settings.IncludeAllowed)
            ExchangeLines.TunnelClose(this, context, totalBytes, duration);
    }

    /// <summary>
    /// Something was found: a line per decision (<c>blocked</c>, <c>header_dlp</c>, <c>body_dlp</c>, <c>anomaly</c>)
    /// and one per pattern that only informs (<c>dlp_warn</c>). A clean decision writes nothing.
    /// </summary>
    /// <param name="context">Who asked for what; cut further where the decision asks for it.</param>
    /// <param name="decision">What the policy said.</param>
    public void RecordDecision(in ExchangeContext context, in Decision decision) =>
        DecisionLines.Record(this, context, decision);

    /// <summary>A message was refused for its form or for a limit, not by a scanner (<c>blocked</c>).</summary>
    /// <param name="context">
    /// Who asked for what. A message that was not understood was not scanned: its URL is told up to the host only.
    /// </param>
    /// <param name="scanner">The part that refused, for example <c>http</c> or <c>limit</c>.</param>
    /// <param name="rule">Identifier of the rule or limit.</param>
    /// <param name="statusCode">Status of the answer.</param>
    /// <param name="reason">One sentence, without anything quoted from the message.</param>
    public void RecordRefusal(
        in ExchangeContext context, string scanner, string rule, int statusCode, string reason) =>
        DecisionLines.RecordRefusal(this, context, scanner, rule, statusCode, reason);

    /// <summary>An exchange failed for a technical reason (<c>error</c>).</summary>
    /// <param name="context">Who asked for what.</param>
    /// <param name="error">What went wrong, without anything quoted from the message.</param>
    public void RecordError(in ExchangeContext context, string error) =>
        ExchangeLines.Error(this, context, error);

    /// <summary>The TLS handshake in a tunnel is not what the tunnel was opened for (<c>sni_mismatch</c>).</summary>
    /// <param name="context">Who asked for what.</param>
    /// <param name="connectHost">Host of the CONNECT request.</param>
    /// <param name="sniHost">Host in the handshake; empty when there is none.</param>
    /// <param name="category"><c>mismatch</c>, <c>malformed_tls</c> or <c>timeout</c>.</param>
    public void RecordSniMismatch(
        in ExchangeContext context, ReadOnlySpan<byte> connectHost, ReadOnlySpan<byte> sniHost, string category) =>
        DecisionLines.RecordSniMismatch(this, context, connectHost, sniHost, category);

    /// <summary>A WebSocket connection was opened (<c>ws_open</c>).</summary>
    public void RecordWebSocketOpen(in ExchangeContext context)
    {
        if (_settings.IncludeAllowed)
            WebSocketLines.Open(this, context);
    }

    /// <summary>A WebSocket connection was closed (<c>ws_close</c>).</summary>
    public void RecordWebSocketClose(in ExchangeContext context, in WebSocketTotals totals)
    {
        if (_settings.IncludeAllowed)
            WebSocketLines.Close(this, context, totals);
    }

    /// <summary>A WebSocket connection was refused or ended because of what was found (<c>ws_blocked</c>).</summary>
    /// <param name="context">Who asked for what.</param>
    /// <param name="direction"><c>handshake</c>, <c>client_to_server</c> or <c>server_to_client</c>.</param>
    /// <param name="decision">The blocking decision.</param>
    public void RecordWebSocketBlocked(in ExchangeContext context, string direction, in Decision decision)
    {
        if (IncludeBlocked)
            WebSocketLines.Blocked(this, context, direction, decision);
    }

    /// <summary>A WebSocket connection was ended because a peer broke a rule or a limit (<c>ws_blocked</c>).</summary>
    /// <param name="context">Who asked for what.</param>
    /// <param name="direction"><c>client_to_server</c> or <c>server_to_client</c>.</param>
    /// <param name="scanner">The part that refused.</param>
    /// <param name="rule">Identifier of the rule or limit.</param>
    /// <param name="reason">One sentence, without anything quoted from the message.</param>
    public void RecordWebSocketRefusal(
        in ExchangeContext context, string direction, string scanner, string rule, string reason)
    {
        if (IncludeBlocked)
            WebSocketLines.Refused(this, context, direction, scanner, rule, reason);
    }

    /// <summary>Something was found in a WebSocket message (<c>ws_scan</c>).</summary>
    /// <param name="context">Who asked for what.</param>
    /// <param name="direction"><c>client_to_server</c> or <c>server_to_client</c>.</param>
    /// <param name="decision">What the policy said.</param>
    public void RecordWebSocketScan(in ExchangeContext context, string direction, in Decision decision)
    {
        WebSocketLines.Scan(this, context, direction, decision);
        DecisionLines.AcrossRequests(this, context, decision);
    }

    /// <summary>The program started (<c>startup</c>).</summary>
    public void RecordStartup(string listen, string mode, string version, string configHash)
    {
        var record = Begin(EventKind.Startup);
        record.Text(FieldName.Listen, listen);
        record.Text(FieldName.Mode, mode);
        record.Text(FieldName.Version, version);
        record.Text(FieldName.ConfigHash, configHash);
        End(ref record, urgent: true);
    }

    /// <summary>The program stops (<c>shutdown</c>).</summary>
    public void RecordShutdown(string reason)
    {
        var record = Begin(EventKind.Shutdown);
        record.Text(FieldName.Reason, reason);
        End(ref record, urgent: true);
    }

    /// <summary>The configuration was read again (<c>config_reload</c>).</summary>
    /// <param name="status"><c>success</c> or <c>failed</c>.</param>
    /// <param name="detail">What changed, or why nothing did.</param>
    /// <param name="configHash">Hash of the configuration now in force.</param>
    public void RecordReload(string status, string detail, string configHash)
    {
        var record = Begin(EventKind.ConfigReload);
        record.Text(FieldName.Status, status);
        record.Text(FieldName.Detail, detail);
        record.Text(FieldName.ConfigHash, configHash);
        End(ref record, urgent: true);
    }

    /// <summary>Closes the log file and opens it again: what SIGHUP asks for after a rotation.</summary>
    public void Reopen() => _pump.Reopen();

    /// <summary>Waits until every line recorded before the call is written; false when the time ran out.</summary>
    public bool Flush(TimeSpan timeout) => _pump.Flush(timeout);

    /// <summary>Writes what there is, for at most two seconds, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _pump.Stop();
        try
        {
            await _pump.Ended.WaitAsync(s_disposeTimeout);
        }
        catch (TimeoutException)
        {
            // A place that takes no more bytes must not keep the program from ending.
        }
    }

    internal const string Anonymous = "anonymous";

    internal bool IncludeBlocked => _settings.IncludeBlocked || _emitter is { IsOn: true };

    internal RecordWriter Begin(EventKind kind) =>
        new(t_scratch ??= new byte[RecordWriter.BufferBytes], kind, _clock.GetUtcNow().UtcTicks);

    internal void End(ref RecordWriter record, bool urgent)
    {
        if (_ring.TryWrite(record.Written, urgent))
            _pump.Published(urgent);
        else
            Interlocked.Increment(ref _dropped);
    }
}
