using Pipelock.Cli.Commands;
using Pipelock.Cli.Systemd;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Scanners.Rules;
using Pipelock.Transport;
using Pipelock.Transport.Admin;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Mcp.Listening;
using Pipelock.Transport.Mcp.Upstream;
using Pipelock.Transport.ScanApi;
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
    private readonly string? _path;
    private readonly ConfigOverrides _overrides;
    private readonly LoadedConfig _loaded;
    private readonly PolicyHolder _policies;
    private readonly ProxyMetrics _metrics;
    private readonly EvidenceLog _log;
    private readonly Heartbeat _heartbeat;
    private readonly UpstreamPool _pool;
    private readonly ProxyServices _services;
    private readonly ProxyServer _server;
    private readonly Lock _reload = new();
    private McpUpstream? _mcp;

    private ProxyHost(string? path, ConfigOverrides overrides, LoadedConfig loaded)
    {
        _path = path;
        _overrides = overrides;
        _loaded = loaded;
        var options = loaded.Options;

        // (1)
        _policies = new PolicyHolder(Startup.BuildPolicy(loaded));

        // (2)
        _metrics = new ProxyMetrics(ProgramVersion.Number);
        _log = new EvidenceLog(EvidenceLogSettings.From(options.Logging));
        _metrics.ObserveLog(_log);

        // (3)
        _heartbeat = new Heartbeat();
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
            Journal = new ExchangeJournal(_log, _metrics),
            Heartbeat = _heartbeat,
            Dialer = new OriginDialer(resolver, connector, _pool, _heartbeat, ParentProxy.From(options.UpstreamProxy)),
            Pool = _pool,
            Timeouts = ProxyTimeouts.From(options),
        };
        _server = new ProxyServer(_services);
    }

    /// <summary>Runs the daemon; returns the process's exit code.</summary>
    /// <param name="path">The configuration file, or null.</param>
    /// <param name="overrides">What the command line sets.</param>
    /// <param name="loaded">The configuration.</param>
    /// <param name="onlyMcp">Only the MCP listener is opened.</param>
    public static async Task<int> RunAsync(
        string? path, ConfigOverrides overrides, LoadedConfig loaded, bool onlyMcp = false)
    {
        await using var host = new ProxyHost(path, overrides, loaded);
        using var notifier = new ServiceNotifier(ConfigSource.Environment(), host.IsAlive);
        using var signals = new Signals(() => host.Reload(notifier));
        await host.ListenMcpAsync().ConfigureAwait(false);
        if (!onlyMcp) await host.ListenAsync().ConfigureAwait(false);
        notifier.Ready($"Listening at {loaded.Options.FetchProxy.Listen}");

        // (5)
        var signal = await signals.Stop.ConfigureAwait(false);
        notifier.Stopping();
        await host.StopAsync(signal).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        _heartbeat.Dispose();
        _pool.Dispose();
        _mcp?.Dispose();
        await _log.DisposeAsync().ConfigureAwait(false);
        _policies.Dispose();
    }

    /// <summary>(4)</summary>
    private async Task ListenMcpAsync()
    {
        var options = _loaded.Options;
        if (options.McpListener.Listen.Length == 0) return;
        var address = ListenAddress.Parse(options.McpListener.Listen);
        _mcp = McpListeners.Upstream(new Uri(options.McpListener.Upstream), options);
        _heartbeat.Add(_mcp);
        var listening = McpListeners.Listening(_mcp, address, options, _policies, _log, _metrics);
        await _server.ListenAsync(address, new McpHandler(_services, listening), options.ForwardProxy.MaxConnections)
            .ConfigureAwait(false);
        _ = Task.Run(() => McpProxyHost.Warm(_policies));
        await Console.Error.WriteLineAsync($"pipelock: MCP at {address}, server {_mcp.Url}").ConfigureAwait(false);
    }

    /// <summary>(4)</summary>
    private async Task ListenAsync()
    {
        var options = _loaded.Options;
        var admin = new AdminEndpoints(_metrics, ProgramVersion.Number, metricsHere: options.MetricsListen.Length == 0);
        var handler = new ProxyHandler(_services, admin);
        var limit = options.ForwardProxy.MaxConnections;
        await _server.ListenAsync(ListenAddress.Parse(options.FetchProxy.Listen), handler, limit).ConfigureAwait(false);
        if (options.MetricsListen.Length > 0)
        {
            var metricsOnly = new AdminHandler(
                _services, new AdminEndpoints(_metrics, ProgramVersion.Number, metricsHere: true));
            await _server.ListenAsync(ListenAddress.Parse(options.MetricsListen), metricsOnly, limit)
                .ConfigureAwait(false);
        }

        if (options.ScanApi.Listen.Length > 0)
        {
            var scans = new ScanApiHandler(_services, ProgramVersion.Number);
            var connections = options.ScanApi.ConnectionLimit > 0 ? options.ScanApi.ConnectionLimit : int.MaxValue;
            await _server.ListenAsync(ListenAddress.Parse(options.ScanApi.Listen), scans, connections).ConfigureAwait(false);
        }

        Banner.Write(_loaded, _path, Console.Error);
        _log.RecordStartup(
            options.FetchProxy.Listen, options.Mode.ToString().ToLowerInvariant(), ProgramVersion.Number, _loaded.Hash);
    }

    /// <summary>(6)</summary>
    private async Task StopAsync(string signal)
    {
        var grace = TimeSpan.FromSeconds(_loaded.Options.ForwardProxy.ShutdownGraceSeconds);
        var left = await _server.StopAsync(grace).ConfigureAwait(false);
        var unfinished = left == 0 ? "" : $", {left} connections ended before they finished";
        _log.RecordShutdown($"{signal} received{unfinished}");
    }

    /// <summary>The timer thread still beats: what the watchdog of the service manager wants to know.</summary>
    private bool IsAlive() => Environment.TickCount64 - _heartbeat.Now < 5000;

    /// <summary>Reads the configuration again; a file with an error changes nothing.</summary>
    private void Reload(ServiceNotifier notifier)
    {
        lock (_reload)
        {
            notifier.Reloading();
            _log.Reopen();
            try
            {
                var loaded = ConfigSource.Load(_path, _overrides);
                _policies.Swap(Startup.BuildPolicy(loaded, _policies.Current));
                _log.RecordReload("success", "", loaded.Hash);
            }
            catch (Exception e) when (
                e is ConfigException or RuleLoadException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(
                    $"pipelock: config reload failed, the old configuration stays in force:\n{e.Message}");
                _log.RecordReload("failed", e.Message, _policies.Current.ConfigHash);
            }

            notifier.Ready("Reloaded");
        }
    }
}
