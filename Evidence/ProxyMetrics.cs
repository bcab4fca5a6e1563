using System.Buffers;
using Pipelock.Evidence.Emit;
using Pipelock.Evidence.Metrics;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;

namespace Pipelock.Evidence;

/// <summary>Counts what the proxy does, for <c>/metrics</c> and <c>/stats</c>.</summary>
/// <remarks>
/// Thread-safe. What happens on clean traffic costs an interlocked addition or two on the processor's own cache
/// line and no allocation. Every label has a bounded number of values, and none can hold what a scanner found.
/// </remarks>
public sealed class ProxyMetrics
{
    /// <summary>The agent label of requests without a profile of their own.</summary>
    public const string DefaultAgent = "_default";

    private readonly CounterFamily _requests =
        new("requests_total", "Total number of proxied requests by result.", "agent", "result");

    private readonly CounterFamily _scannerHits =
        new("scanner_hits_total", "Total blocks by scanner type.", "agent", "scanner");

    private readonly CounterFamily _tunnels =
        new("tunnels_total", "Total CONNECT tunnels by result.", "agent", "result");

    private readonly CounterFamily _sni =
        new("sni_total", "TLS handshakes in CONNECT tunnels by how their server name fits.", "agent", "category");

    private readonly CounterFamily _bodyHits =
        new("body_dlp_hits_total", "Total request body DLP scan detections by action.", "action", "agent");

    private readonly CounterFamily _headerHits =
        new("header_dlp_hits_total", "Total request header DLP scan detections by action.", "action", "agent");

    private readonly CounterFamily _patternWarnings =
        new("dlp_warn_matches_total", "Matches of patterns that only inform.", "pattern", "transport");

    private readonly CounterFamily _limitHits =
        new("limit_hits_total", "Messages refused because of a limit, by limit.", "limit");

    private readonly CounterFamily _lookups =
        new("dns_lookups_total", "Name lookups by result.", "result");

    private readonly Histogram _requestDuration = new(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);
    private readonly Histogram _tunnelDuration = new(1, 5, 10, 30, 60, 120, 300);
    private readonly Histogram _decisionDuration = new(0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.005, 0.01, 0.05);
    private readonly StripedCounter _tunnelBytes = new();
    private readonly StripedCounter _activeTunnels = new();
    private readonly StripedCounter _connections = new();
    private readonly StripedCounter _upstreamActive = new();
    private readonly StripedCounter _upstreamIdle = new();
    private readonly TopNames _blockedDomains = new();
    private readonly TopNames _scanners = new();
    private readonly StripedCounter _allowedByDefault;
    private readonly string _version;
    private Func<long> _logDropped = static () => 0;

    /// <summary>Creates the counters, all zero.</summary>
    /// <param name="version">Version of the program, told by <c>pipelock_info</c>.</param>
    public ProxyMetrics(string version)
    {
        _version = version;
        _allowedByDefault = _requests.With(DefaultAgent, "allowed");
    }

    /// <summary>The counters of WebSockets.</summary>
    public WebSocketMetrics WebSockets { get; } = new();

    /// <summary>What becomes of TLS in tunnels.</summary>
    public TlsMetrics Tls { get; } = new();

    /// <summary>What became of events for other systems.</summary>
    public EmitMetrics Emit { get; } = new();

    /// <summary>What is found over several requests.</summary>
    public CrossRequestMetrics CrossRequests { get; } = new();

    /// <summary>Payment addresses that are not allowed.</summary>
    public PaymentMetrics Payments { get; } = new();

    /// <summary>What becomes of sessions.</summary>
    public SessionMetrics Sessions { get; } = new();

    /// <summary>What the kill switch does.</summary>
    public KillSwitchMetrics KillSwitch { get; } = new();

    /// <summary>What agents do with tools.</summary>
    public McpMetrics Mcp { get; } = new();

    /// <summary>What the scan API was asked.</summary>
    public ScanApiMetrics ScanApi { get; } = new();

    /// <summary>Requests that passed.</summary>
    public long Allowed => Total(_requests, "allowed");

    /// <summary>Requests that were refused.</summary>
    public long Blocked => Total(_requests, "blocked");

    /// <summary>Tunnels opened since the start.</summary>
    public long Tunnels => Total(_tunnels, "completed") + ActiveTunnels;

    /// <summary>Tunnels open now.</summary>
    public long ActiveTunnels => _activeTunnels.Value;

    /// <summary>Tells where the number of lost log lines is to be had.</summary>
    public void ObserveLog(EvidenceLog log) => _logDropped = () => log.Dropped;

    /// <summary>A request was forwarded and answered.</summary>
    public void RequestAllowed(TimeSpan duration, string agent = DefaultAgent)
    {
        var counter = ReferenceEquals(agent, DefaultAgent) ? _allowedByDefault : _requests.With(agent, "allowed");
        counter.Increment();
        _requestDuration.Observe(duration);
    }

    /// <summary>
    /// Counts a decision: findings that only warn, and for a block the scanner, the refused request or tunnel and the
    /// domain. A clean decision counts nothing.
    /// </summary>
    /// <param name="decision">What the policy said.</param>
    /// <param name="host">The host asked for; it is told only as far as the decision allows.</param>
    /// <param name="duration">How long the request took up to the refusal; counted for a block only.</param>
    /// <param name="agent">Profile of the agent.</param>
    public void RecordDecision(
        in Decision decision, ReadOnlySpan<byte> host, TimeSpan duration, string agent = DefaultAgent)
    {
        if (decision.Cause is null)
            return;
        Found(decision.Findings);
        foreach (var finding in decision.Findings.Items)
        {
            if (finding.WarnOnly && finding.Layer != ScanLayer.AddressProtection)
                _patternWarnings.With(finding.RuleName, SurfaceText.Transport(decision.Surface)).Increment();
        }

        var action = decision.IsBlocked ? "block" : "warn";
        var isSecret = !decision.Cause.WarnOnly && decision.Cause.Layer != ScanLayer.AddressProtection;
        if (decision.Surface == Surface.Body && isSecret)
            _bodyHits.With(action, agent).Increment();
        if (decision.Surface == Surface.Headers && isSecret)
            _headerHits.With(action, agent).Increment();
        if (!decision.IsBlocked)
            return;
        _scannerHits.With(agent, decision.Scanner).Increment();
        _scanners.Count(decision.Scanner);
        if (decision.Cause.Layer is ScanLayer.RateLimit or ScanLayer.DataBudget or ScanLayer.Length)
            _limitHits.With(decision.Scanner).Increment();
        Refused(decision.Surface == Surface.Connect, agent, duration);
        _blockedDomains.Count(HostRedaction.Tell(host, decision.Disclosure));
    }

    /// <summary>A message was refused for its form or for a limit, before or beside any scan.</summary>
    /// <param name="limit">The limit or rule; a closed set of names, never anything from the message.</param>
    /// <param name="duration">How long the request took up to the refusal.</param>
    /// <param name="agent">Profile of the agent.</param>
    public void RequestRefused(string limit, TimeSpan duration, string agent = DefaultAgent)
    {
        _limitHits.With(limit).Increment();
        Refused(isConnect: false, agent, duration);
    }

    /// <summary>A request was refused because all traffic is stopped.</summary>
    public void RequestStopped(TimeSpan duration, string agent = DefaultAgent) => Refused(false, agent, duration);

    /// <summary>A request failed for a technical reason after it was let through.</summary>
    public void RequestFailed(TimeSpan duration, string agent = DefaultAgent)
    {
        _requests.With(agent, "error").Increment();
        _requestDuration.Observe(duration);
    }

    /// <summary>A tunnel was opened.</summary>
    public void TunnelOpened() => _activeTunnels.Add(1);

    /// <summary>An open tunnel was closed.</summary>
    /// <param name="bytes">Bytes of both directions.</param>
    /// <param name="duration">How long it was open.</param>
    /// <param name="agent">Profile of the agent.</param>
    public void TunnelClosed(long bytes, TimeSpan duration, string agent = DefaultAgent)
    {
        _activeTunnels.Add(-1);
        _tunnels.With(agent, "completed").Increment();
        _tunnelBytes.Add(bytes);
        _tunnelDuration.Observe(duration);
    }

    /// <summary>A server name in a tunnel's handshake was looked at.</summary>
    /// <param name="category">match, mismatch, not_tls, no_extension, malformed_tls or timeout.</param>
    /// <param name="agent">Profile of the agent.</param>
    public void SniSeen(string category, string agent = DefaultAgent) => _sni.With(agent, category).Increment();

    /// <summary>A request's URL, headers and session were decided about: what the proxy adds before anything
    /// leaves.</summary>
    public void Decided(TimeSpan duration) => _decisionDuration.Observe(duration);

    /// <summary>The mean time of a decision; zero before the first.</summary>
    public TimeSpan MeanDecision => TimeSpan.FromSeconds(_decisionDuration.Mean);

    /// <summary>A name was looked up.</summary>
    /// <param name="result">A closed set: cached, resolved, failed or timeout.</param>
    public void NameLookedUp(string result) => _lookups.With(result).Increment();

    /// <summary>A client connection was accepted (1) or closed (-1).</summary>
    public void ClientConnections(int change) => _connections.Add(change);

    /// <summary>Connections to origins went into use or out of it.</summary>
    /// <param name="active">Change of those in use.</param>
    /// <param name="idle">Change of those kept for reuse.</param>
    public void UpstreamConnections(int active, int idle)
    {
        _upstreamActive.Add(active);
        _upstreamIdle.Add(idle);
    }

    /// <summary>Writes every family in the Prometheus text format, version 0.0.4, ordered by name.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var text = new MetricsText();
        text.Single("active_tunnels", "gauge", "Current number of active CONNECT tunnels.", ActiveTunnels);
        text.Family(Payments.Family);
        text.Family(_bodyHits);
        text.Single("connections_active", "gauge", "Current number of client connections.", _connections.Value);
        CrossRequests.WriteTo(text);
        text.Histogram(
            "decision_duration_seconds", "Time to decide about URL, headers and session of a request.",
                _decisionDuration);
        Mcp.WriteTo(text);
        text.Family(_patternWarnings);
        text.Family(_lookups);
        text.Family(Emit.Family);
        text.Family(_headerHits);
        text.Head("info", "gauge", "Pipelock build information.");
        text.Sample("info", ["version"], _version, "", 1);
        KillSwitch.WriteTo(text);
        text.Family(_limitHits);
        text.Single("log_dropped_total", "counter", "Log lines lost because the log could not keep up.", _logDropped());
        text.Histogram("request_duration_seconds", "Request latency in seconds.", _requestDuration);
        text.Family(_requests);
        ScanApi.WriteTo(text);
        text.Family(_scannerHits);
        Sessions.WriteTo(text);
        text.Family(_sni);
        Tls.WriteTo(text);
        text.Single(
            "tunnel_bytes_total", "counter", "Total bytes transferred through CONNECT tunnels.", _tunnelBytes.Value);
        text.Histogram("tunnel_duration_seconds", "CONNECT tunnel duration in seconds.", _tunnelDuration);
        text.Family(_tunnels);
        text.Head("upstream_connections", "gauge", "Current number of connections to origins by state.");
        text.Sample("upstream_connections", ["state"], "active", "", _upstreamActive.Value);
        text.Sample("upstream_connections", ["state"], "idle", "", _upstreamIdle.Value);
        WebSockets.WriteTo(text);
        text.CopyTo(output);
    }

    /// <summary>The families of counters with labels.</summary>
    internal IEnumerable<CounterFamily> Families =>
    [
        _requests, _scannerHits, _tunnels, _sni, _bodyHits, _headerHits, _patternWarnings, _limitHits, _lookups,
        Emit.Family, Payments.Family, .. KillSwitch.Families, .. Sessions.Families, .. Tls.Families,
    ];

    /// <summary>Counts what has counters of its own, whatever way it went.</summary>
    /// <param name="findings">What was found in one message.</param>
    public void Found(in Findings findings)
    {
        Payments.Seen(findings);
        CrossRequests.Seen(findings);
    }

    /// <summary>The domains refused most often, as far as they may be told.</summary>
    internal IReadOnlyList<KeyValuePair<string, long>> TopBlockedDomains => _blockedDomains.Ranked();

    /// <summary>The scanners that refused most often.</summary>
    internal IReadOnlyList<KeyValuePair<string, long>> TopScanners => _scanners.Ranked();

    /// <summary>Per agent what passed, what was refused, and tunnels.</summary>
    internal IEnumerable<(string Agent, long Allowed, long Blocked, long Tunnels)> ByAgent() =>
        _requests.Children.Concat(_tunnels.Children).Select(child => child.Key.First).Distinct()
            .Order(StringComparer.Ordinal)
            .Select(agent => (agent, Of(_requests, agent, "allowed"), Of(_requests, agent, "blocked"),
                Of(_tunnels, agent, "completed")))
            .Where(one => one.Item2 + one.Item3 + one.Item4 > 0);

    private void Refused(bool isConnect, string agent, TimeSpan duration)
    {
        _requests.With(agent, "blocked").Increment();
        if (isConnect)
            _tunnels.With(agent, "blocked").Increment();
        _requestDuration.Observe(duration);
    }

    private static long Total(CounterFamily family, string second) =>
        family.Children.Where(child => child.Key.Second == second).Sum(child => child.Value.Value);

    private static long Of(CounterFamily family, string first, string second) =>
        family.Children.Where(child => child.Key == (first, second)).Sum(child => child.Value.Value);
}
