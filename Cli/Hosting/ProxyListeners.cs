using Microsoft.AspNetCore.Connections;
using Pipelock.Cli.Commands;
using Pipelock.Cli.Systemd;
using Pipelock.Config.Options;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Transport;
using Pipelock.Transport.Admin;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Mcp.Listening;
using Pipelock.Transport.Mcp.Upstream;
using Pipelock.Transport.ReverseProxy;
using Pipelock.Transport.ScanApi;
using Pipelock.Transport.Transparent;

namespace Pipelock.Cli.Hosting;

/// <summary>Opens every listener that a configuration names.</summary>
/// <remarks>An address that cannot be bound ends the start; those bound before it end with the server.</remarks>
internal sealed class ProxyListeners(ProxyServer server, ProxyServices services, PipelockOptions options) : IDisposable
{
    private readonly InheritedSockets _inherited = new(ConfigSource.Environment(), Environment.ProcessId);
    private McpUpstream? _mcp;

    /// <summary>Opens the listener for MCP, where there is one.</summary>
    public async Task OpenMcpAsync(PolicyHolder policies, EvidenceLog log, ProxyMetrics metrics)
    {
        if (options.McpListener.Listen.Length == 0) return;
        var address = ListenAddress.Parse(options.McpListener.Listen);
        _mcp = McpListeners.Upstream(new Uri(options.McpListener.Upstream), options);
        services.Heartbeat.Add(_mcp);
        var listening = McpListeners.Listening(_mcp, address, options, policies, log, metrics);
        await server.ListenAsync(
            _inherited.Or("mcp", address), new McpHandler(services, listening), options.ForwardProxy.MaxConnections)
            .ConfigureAwait(false);
        _ = Task.Run(() => McpProxyHost.Warm(policies));
        await Console.Error.WriteLineAsync($"pipelock: MCP at {address}, server {_mcp.Url}").ConfigureAwait(false);
    }

    /// <summary>Opens all others.</summary>
    /// <param name="watchdog">Speaks in the health documents.</param>
    public async Task OpenAsync(HealthWatchdog watchdog)
    {
        var documents = Documents(watchdog, withMetrics: options.MetricsListen.Length == 0);
        await OpenMainAsync(documents).ConfigureAwait(false);
        await OpenAdministrationAsync(watchdog).ConfigureAwait(false);
        if (options.ReverseProxy.Enabled)
        {
            await OpenAsync(
                options.ReverseProxy.Listen, new ReverseProxyHandler(services, options.ReverseProxy.Upstream))
                .ConfigureAwait(false);
        }

        if (options.ScanApi.Listen.Length > 0)
        {
            var limit = options.ScanApi.ConnectionLimit;
            await OpenAsync(
                options.ScanApi.Listen, new ScanApiHandler(services, ProgramVersion.Number),
                limit > 0 ? limit : int.MaxValue).ConfigureAwait(false);
        }

        await OpenTransparentAsync().ConfigureAwait(false);
        await OpenAgentsAsync(documents).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _mcp?.Dispose();

    private async Task OpenMainAsync(AdminEndpoints documents)
    {
        var api = options.KillSwitch.ApiListen.Length == 0 ? new AdminApi(services) : null;
        var address = _inherited.Or("proxy", ListenAddress.Parse(options.FetchProxy.Listen));
        await server.ListenAsync(
            address, new ProxyHandler(services, documents, api), options.ForwardProxy.MaxConnections)
            .ConfigureAwait(false);
    }

    private async Task OpenAdministrationAsync(HealthWatchdog watchdog)
    {
        if (options.KillSwitch.ApiListen.Length > 0)
        {
            var documents = Documents(watchdog, withMetrics: false);
            await OpenAsync(
                options.KillSwitch.ApiListen, new AdminHandler(services, documents, new AdminApi(services)))
                .ConfigureAwait(false);
        }

        if (options.MetricsListen.Length > 0)
        {
            await OpenAsync(options.MetricsListen, new AdminHandler(services, Documents(watchdog, withMetrics: true)))
                .ConfigureAwait(false);
        }
    }

    private async Task OpenTransparentAsync()
    {
        var section = options.TransparentProxy;
        if (!section.Enabled) return;
        if (section.Listen.Length > 0)
            await OpenAsync(section.Listen, new TransparentHandler(services)).ConfigureAwait(false);
        if (section.TlsListen.Length > 0)
            await OpenAsync(section.TlsListen, new TransparentTlsHandler(services)).ConfigureAwait(false);
    }

    private async Task OpenAgentsAsync(AdminEndpoints documents)
    {
        foreach (var (name, agent) in options.Agents.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            foreach (var address in agent.Listeners)
            {
                await OpenAsync(address, new ProxyHandler(services, documents, agent: name)).ConfigureAwait(false);
                services.Journal.Log.Operations.AgentListenerStarted(address, name);
            }
        }
    }

    private Task OpenAsync(string address, ConnectionHandler handler) =>
        OpenAsync(address, handler, options.ForwardProxy.MaxConnections);

    private async Task OpenAsync(string address, ConnectionHandler handler, int maxConnections) =>
        await server.ListenAsync(ListenAddress.Parse(address), handler, maxConnections).ConfigureAwait(false);

    private AdminEndpoints Documents(HealthWatchdog watchdog, bool withMetrics) =>
        new(services, ProgramVersion.Number, withMetrics)
        {
            Watchdog = watchdog,
            IsReady = () => !server.IsStopping,
        };
}
