using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Config.Options;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Cli.Commands.FirstHour;

/// <summary><c>doctor</c>: looks for what keeps the proxy from starting, or programs from using it.</summary>
internal static class DoctorCommand
{
    private static readonly string[] s_proxyNames = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"];

    public static Command Create()
    {
        var config = ConfigSource.Option();
        var command = new Command("doctor", "Look for what would keep the proxy from working here.") { config };
        command.SetAction((result, _) => RunAsync(result.GetValue(config)));
        return command;
    }

    private static async Task<int> RunAsync(string? path)
    {
        var failed = 0;
        void Say(string name, string? problem, string well, bool fatal = true)
        {
            if (problem is not null && fatal) failed++;
            Console.WriteLine($"{(problem is null ? "ok  " : fatal ? "FAIL" : "warn")} {name}: {problem ?? well}");
        }

        PipelockOptions options;
        try
        {
            options = ConfigSource.Load(path).Options;
            Say("configuration", null, path ?? "embedded defaults");
        }
        catch (ConfigException e)
        {
            Say("configuration", $"{e.Problems.Length} problem(s): {e.Problems[0]}", "");
            return ExitCode.Configuration;
        }

        Say("libhs", Library(), "loaded");
        Say("listener", Port(options.FetchProxy.Listen), $"{options.FetchProxy.Listen} is free");
        Say("name lookups", await LookupAsync().ConfigureAwait(false), "the resolver answers", fatal: false);
        var tls = options.TlsInterception;
        Say("authority", Authority(tls), tls.Enabled ? "present" : "TLS is not opened");
        var environment = ConfigSource.Environment();
        var variables = Variables(environment, options.FetchProxy.Listen);
        Say("proxy variables", variables, "programs started here use the proxy", fatal: false);
        Say("bypass", Bypass(environment), "nothing goes around the proxy", fatal: false);
        return failed == 0 ? ExitCode.Ok : ExitCode.Findings;
    }

    private static string? Library()
    {
        try
        {
            return HyperscanLibrary.Version.Length > 0 ? null : "libhs tells no version";
        }
        catch (HyperscanMissingException e)
        {
            return e.Message;
        }
    }

    private static string? Port(string listen)
    {
        try
        {
            var address = ListenAddress.Parse(listen);
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(address);
            return null;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return $"{listen} cannot be bound: {e.Message}; a proxy may run there already";
        }
    }

    private static async Task<string?> LookupAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await Dns.GetHostAddressesAsync("example.com", patience.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return $"example.com could not be resolved ({e.Message}); behind a parent proxy that may be as it should";
        }
    }

    private static string? Authority(TlsInterceptionOptions section) => !section.Enabled ? null
        : !File.Exists(section.CaCert) ? $"{section.CaCert} does not exist; make it with: pipelock tls init"
        : !File.Exists(section.CaKey) ? $"{section.CaKey} does not exist; make it with: pipelock tls init"
        : null;

    private static string? Variables(Dictionary<string, string> environment, string listen)
    {
        var missing = s_proxyNames.Where(name => string.IsNullOrEmpty(environment.GetValueOrDefault(name))).ToArray();
        return missing.Length == 0 ? null
            : $"not set: {string.Join(", ", missing)}; use pipelock run -- CMD, or set them to "
                + $"http://{ListenAddress.Reachable(listen)}";
    }

    private static string? Bypass(Dictionary<string, string> environment)
    {
        var direct = environment.GetValueOrDefault("NO_PROXY", "") + ","
            + environment.GetValueOrDefault("no_proxy", "");
        if (direct.Contains('*', StringComparison.Ordinal))
            return "NO_PROXY holds *: every program goes around the proxy";
        return string.IsNullOrEmpty(environment.GetValueOrDefault("NODE_USE_ENV_PROXY"))
            ? "NODE_USE_ENV_PROXY is not set: fetch() of Node goes around the proxy" : null;
    }
}
