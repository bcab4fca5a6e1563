using Pipelock.Cli.Commands;
using Pipelock.Cli.Systemd;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Config.Reloading;
using Pipelock.Evidence;
using Pipelock.Evidence.Emit;
using Pipelock.Policy;
using Pipelock.Policy.Approvals;
using Pipelock.Policy.Emergency;
using Pipelock.Policy.Sessions;
using Pipelock.Scanners;
using Pipelock.Transport;
using Pipelock.Transport.Admin;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Timing;
using Pipelock.Transport.Upstream;

namespace Pipelock.Cli.Hosting;

/// <summary>
/// The composition root of the daemon: puts the rooms together, runs until a signal, takes them apart.
/// </summary>
/// <remarks>
/// (1) policy ──► (2) evidence ──► (3) transport ──► (4) listeners ──► (5) until a signal ──► (6) drain.
/// </remarks>
internal sealed class ProxyHost : IAsyncDisposable
{
    /// <summary>A token of the right shape that nobody ever issued; scanners that let it pass see nothing.</summary>
    private static readonly byte[] s_bait =
        [.. "ghp_"u8, .. System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("demo", 9)))];

    /// <summary>Time between two looks at sessions that ask for nothing: levels and tiers end after minutes.</summary>
    private static readonly TimeSpan s_sweepPeriod = TimeSpan.FromSeconds(30);

    private readonly string? _path;
    private readonly LoadedConfig _loaded;
    private readonly PolicyHolder _policies;
    private readonly ProxyMetrics _metrics;
    private readonly EventEmitter _emitter;
    private readonly EvidenceLog _log;
    private readonly Heartbeat _heartbeat;
    private readonly UpstreamPool _pool;
    private readonly ProxyServices _services;
    private readonly ProxyServer _server;
    private readonly HealthWatchdog _watchdog;
    private readonly KillSwitch _killSwitch;
    private readonly SentinelFile _sentinel;
    private readonly SessionRegistry _sessions;
    private readonly Timer _sweep;
    private readonly ConfigReloader _reloader;
    private readonly ProxyListeners _listeners;

    private ProxyHost(string? path, ConfigOverrides overrides, LoadedConfig loaded, TrafficLedger? ledger)
    {
        _path = path;
        _loaded = loaded;
        var options = loaded.Options;

        // (1)
        _policies = new PolicyHolder(Startup.BuildPolicy(loaded));

        // (2)
        _metrics = new ProxyMetrics(ProgramVersion.Number);
        _emitter = new EventEmitter(_metrics, ProgramVersion.Number, Console.Error) { Ledger = ledger };
        _emitter.Configure(options.Emit);
        _log = new EvidenceLog(EvidenceLogSettings.From(options.Logging), _emitter);
        _metrics.ObserveLog(_log);

        _reloader = new ConfigReloader(path, overrides, _policies, _log, Prepare);
        _killSwitch = new KillSwitch(options.KillSwitch);
        _killSwitch.Changed += KillSwitchChanged;
        _metrics.KillSwitch.Observe(_killSwitch);
        _sentinel = new SentinelFile(_killSwitch);
        _sessions = new SessionRegistry(new SessionEvidence(_log, _metrics.Sessions));
        _metrics.Sessions.Observe(_sessions);
        _metrics.CrossRequests.Observe(() => _policies.Current.AcrossRequestsState);
        _sweep = new Timer(_ => _sessions.Sweep(Environment.TickCount64), null, s_sweepPeriod, s_sweepPeriod);

        // (3)
        _heartbeat = new Heartbeat();
        _watchdog = Watch(options.HealthWatchdog);
        _pool = new UpstreamPool();
        _heartbeat.Add(_pool);
        var resolver = new AddressResolver(
            new ResolverLimits(
                TimeSpan.FromSeconds(options.Dns.TimeoutSeconds),
                TimeSpan.FromSeconds(options.Dns.CacheSeconds),
                options.Dns.CacheEntries),
            resolved => _metrics.NameLookedUp(resolved.Failed ? "failed" : "ok"));
        var connector = new UpstreamConnector(TimeSpan.FromSeconds(options.ForwardProxy.ConnectTimeoutSeconds));
        _services = new ProxyServices
        {
            Policies = _policies,
            KillSwitch = _killSwitch,
            Sessions = _sessions,
            Approvals = new ApprovalQueue(TimeProvider.System) { IsAttended = options.KillSwitch.ApiToken.Length > 0 },
            Journal = new ExchangeJournal(_log, _metrics),
            Heartbeat = _heartbeat,
            Dialer = new OriginDialer(resolver, connector, _pool, _heartbeat, ParentProxy.From(options.UpstreamProxy)),
            Pool = _pool,
            Timeouts = ProxyTimeouts.From(options),
            Tls = new TlsHolder(Startup.BuildTls(options)),
        };
        _metrics.Tls.ObserveCache(() => _services.Tls.Current.Interceptor?.Leaves.Count ?? 0);
        _server = new ProxyServer(_services);
        _listeners = new ProxyListeners(_server, _services, loaded.Options);
    }

    /// <summary>Runs the daemon; returns the process's exit code.</summary>
    /// <param name="path">The configuration file, or null.</param>
    /// <param name="overrides">What the command line sets.</param>
    /// <param name="loaded">The configuration.</param>
    /// <param name="onlyMcp">Only the MCP listener is opened.</param>
    public static async Task<int> RunAsync(
        string? path, ConfigOverrides overrides, LoadedConfig loaded, bool onlyMcp = false)
    {
        await using var host = new ProxyHost(path, overrides, loaded, ledger: null);
        using var notifier = new ServiceNotifier(ConfigSource.Environment(), host.IsAlive);
        using var signals = new Signals(
            () => _ = host.ReloadAsync(notifier), () => host._killSwitch.Toggle(KillSwitchSource.Signal));
        await host.ListenAsync(Console.Error, onlyMcp).ConfigureAwait(false);
        TerminalApprover.Attend(host._services.Approvals);
        using var watcher = path is null ? null : new ConfigWatcher(
            path, loaded.Hash, hash => _ = host._reloader.Reload(hash));
        notifier.Ready($"Listening at {loaded.Options.FetchProxy.Listen}");

        // (5)
        var signal = await signals.Stop.ConfigureAwait(false);
        notifier.Stopping();
        await host.StopAsync($"{signal} received").ConfigureAwait(false);
        return ExitCode.Ok;
    }

    /// <summary>
    /// Starts a proxy beside a command or an observer of this process; its log goes nowhere but to the ledger.
    /// </summary>
    public static async Task<ProxyHost> StartBesideAsync(
        string? path, ConfigOverrides overrides, LoadedConfig loaded, TrafficLedger ledger)
    {
        var logging = loaded.Options.Logging;
        if (logging.Output == LogOutput.Stdout) logging = logging with { Output = LogOutput.File, File = "/dev/null" };
        var quiet = loaded with { Options = loaded.Options with { Logging = logging with { IncludeAllowed = true } } };
        var host = new ProxyHost(path, overrides, quiet, ledger);
        try
        {
            await host.ListenAsync(TextWriter.Null).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The counters.</summary>
    public ProxyMetrics Metrics => _metrics;

    /// <summary>Lets exchanges finish and ends; what was recorded is in the ledger then.</summary>
    public async Task EndAsync()
    {
        await StopAsync("end of the command").ConfigureAwait(false);
        _log.Flush(TimeSpan.FromSeconds(2));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watchdog.Dispose();
        _sentinel.Dispose();
        await _sweep.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _heartbeat.Dispose();
        _pool.Dispose();
        _listeners.Dispose();
        await _log.DisposeAsync().ConfigureAwait(false);
        await _emitter.DisposeAsync().ConfigureAwait(false);
        _policies.Dispose();
    }

    /// <summary>(4)</summary>
    private async Task ListenAsync(TextWriter banner, bool onlyMcp = false)
    {
        await _listeners.OpenMcpAsync(_policies, _log, _metrics).ConfigureAwait(false);
        if (onlyMcp) return;
        await _listeners.OpenAsync(_watchdog).ConfigureAwait(false);
        Banner.Write(_loaded, _path, banner);
        var options = _loaded.Options;
        _log.RecordStartup(
            options.FetchProxy.Listen, options.Mode.ToString().ToLowerInvariant(), ProgramVersion.Number, _loaded.Hash);
    }

    /// <summary>What the watchdog asks: the parts that could stand still without anybody noticing.</summary>
    private HealthWatchdog Watch(HealthWatchdogOptions section) => new(
        section.Enabled ? TimeSpan.FromSeconds(section.IntervalSeconds) : null,
        ("heartbeat", IsAlive),
        ("log", () => _log.Flush(TimeSpan.FromSeconds(1))),
        ("policy", () => _policies.Current.ConfigHash.Length > 0),
        ("scanner", () => !_policies.Current.Scanner.ScanText(s_bait, ScanLayer.BodyDlp, "self-check").IsClean));

    /// <summary>(6)</summary>
    private async Task StopAsync(string signal)
    {
        var grace = TimeSpan.FromSeconds(_loaded.Options.ForwardProxy.ShutdownGraceSeconds);
        var left = await _server.StopAsync(grace).ConfigureAwait(false);
        var unfinished = left == 0 ? "" : $", {left} connections ended before they finished";
        _log.RecordShutdown($"{signal}{unfinished}");
    }

    private void KillSwitchChanged(KillSwitchSource source, bool on)
    {
        var name = source.ToString().ToLowerInvariant();
        Console.Error.WriteLine($"pipelock: kill switch {(on ? "on" : "off")} by {name}");
        _log.Operations.KillSwitchChanged(name, on);
    }

    /// <summary>The timer thread still beats: what the watchdog of the service manager wants to know.</summary>
    private bool IsAlive() => Environment.TickCount64 - _heartbeat.Now < 5000;

    /// <summary>SIGHUP: a rotated log file is opened anew, then the configuration is read again.</summary>
    private async Task ReloadAsync(ServiceNotifier notifier)
    {
        notifier.Reloading();
        _log.Reopen();
        do
        {
            if (_path is not null) await ConfigFile.SettledAsync(_path).ConfigureAwait(false);
        }
        while (!_reloader.Reload());
        notifier.Ready("Reloaded");
    }

    /// <summary>What a new configuration changes beside the policy.</summary>
    private Action Prepare(PipelockOptions options)
    {
        var tls = Startup.BuildTls(options, _services.Tls.Current);
        return () =>
        {
            _killSwitch.Configure(options.KillSwitch);
            _ = _emitter.Configure(options.Emit);
            _services.Tls.Swap(tls);
        };
    }
}
