using System.ComponentModel;
using Pipelock.Cli.Commands;
using Pipelock.Cli.Commands.Mcp;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Policy.Emergency;
using Pipelock.Policy.Mcp.Sessions;
using Pipelock.Transport.Admin;
using Pipelock.Transport.Mcp;
using Pipelock.Transport.Mcp.Processes;
using Pipelock.Transport.Mcp.Redirect;
using Pipelock.Transport.Mcp.Stdio;

namespace Pipelock.Cli.Hosting;

/// <summary>The composition root of <c>mcp proxy</c>: only what one agent and one server need.</summary>
/// <remarks>Standard output belongs to the protocol: the log goes to its file if there is one, else people read
/// standard error.</remarks>
internal static class McpProxyHost
{
    /// <summary>Runs until the agent, the server or a signal ends it; returns the process's exit code.</summary>
    public static async Task<int> RunAsync(McpProxyRequest request)
    {
        var environment = ConfigSource.Environment();
        if (!TryEnvironment(request, environment, out var serverEnvironment)) return ExitCode.Configuration;
        var loaded = ConfigSource.Load(request.ConfigPath);
        using var policies = new PolicyHolder(Startup.BuildPolicy(loaded));
        var log = OpenLog(loaded);
        try
        {
            using var stop = new CancellationTokenSource();
            var killSwitch = new KillSwitch(loaded.Options.KillSwitch);
            using var sentinel = new SentinelFile(killSwitch);
            using var signals = new Signals(static () => { }, () => killSwitch.Toggle(KillSwitchSource.Signal));
            _ = StopAsync(signals, stop);
            _ = Task.Run(() => Warm(policies), stop.Token);
            var metrics = new ProxyMetrics(ProgramVersion.Number);
            var journal = new McpJournal(log, metrics, ServerName(request), Console.Error)
            {
                Transport = TransportOf(request),
            };
            killSwitch.Changed += (source, on) =>
                log?.Operations.KillSwitchChanged(source.ToString().ToLowerInvariant(), on);
            var redirects = new RedirectRunner(
                policies, environment, $"http://{loaded.Options.FetchProxy.Listen}/fetch");
            var proxy = new StdioProxy(
                policies, journal, redirects, killSwitch, request.Agent ?? McpSession.DefaultAgent);
            return await ServeAsync(proxy, request, loaded.Options, serverEnvironment, stop.Token)
                .ConfigureAwait(false);
        }
        finally
        {
            if (log is not null) await log.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<int> ServeAsync(
        StdioProxy proxy,
        McpProxyRequest request,
        PipelockOptions options,
        Dictionary<string, string> environment,
        CancellationToken stop)
    {
        try
        {
            var code = request.UpstreamUrl is not { } url
                ? await proxy.ServeProcessAsync(request.Command, environment, stop).ConfigureAwait(false)
                : request.IsWebSocket ? await proxy.ServeWebSocketAsync(url, request.Fields, stop).ConfigureAwait(false)
                : await proxy.ServeHttpAsync(McpListeners.Upstream(url, options), request.Fields, stop)
                    .ConfigureAwait(false);
            if (code == 0) return ExitCode.Ok;
            await Console.Error.WriteLineAsync($"pipelock: subprocess exited with code {code}").ConfigureAwait(false);
            return ExitCode.Subprocess;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            var what = e is Win32Exception ? $"cannot start {request.Command[0]}: " : "";
            await Console.Error.WriteLineAsync($"pipelock: {what}{e.Message}").ConfigureAwait(false);
            return ExitCode.Findings;
        }
    }

    private static bool TryEnvironment(
        McpProxyRequest request, Dictionary<string, string> own, out Dictionary<string, string> environment)
    {
        try
        {
            environment = ServerEnvironment.For(own, request.Environment);
            return true;
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine($"pipelock: {e.Message}");
            environment = [];
            return false;
        }
    }

    private static EvidenceLog? OpenLog(LoadedConfig loaded)
    {
        var settings = EvidenceLogSettings.From(loaded.Options.Logging) with { ToStandardOutput = false };
        return settings.FilePath is null ? null : new EvidenceLog(settings);
    }

    private static string ServerName(McpProxyRequest request) =>
        request.UpstreamUrl?.Authority ?? Path.GetFileName(request.Command[0]);

    private static string TransportOf(McpProxyRequest request) =>
        request.UpstreamUrl is null ? "mcp_stdio" : request.IsWebSocket ? "mcp_ws" : "mcp_http_upstream";

    private static async Task StopAsync(Signals signals, CancellationTokenSource stop)
    {
        await signals.Stop.ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>The first call shall not wait for what can be compiled while the agent and the server shake
    /// hands.</summary>
    internal static void Warm(PolicyHolder policies)
    {
        var policy = policies.Acquire();
        try
        {
            policy.Mcp.Warm();
        }
        finally
        {
            policy.Release();
        }
    }
}
