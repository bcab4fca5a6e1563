using System.CommandLine;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Evidence.Emit;

namespace Pipelock.Cli.Commands.FirstHour;

/// <summary><c>observe</c>: lets real traffic pass, and prints the allowlist that it would need.</summary>
internal static class ObserveCommand
{
    public static Command Create()
    {
        var config = ConfigSource.Option();
        var listen = new Option<string?>("--listen", "-l")
            { Description = "Address of the proxy.", HelpName = "HOST:PORT" };
        var duration = new Option<int>("--seconds")
        {
            Description = "How long to observe; 0 is until interrupted.",
            DefaultValueFactory = _ => 0,
        };
        var command = new Command("observe", "Learn an allowlist from real traffic and print it as YAML.")
            { config, listen, duration };
        command.SetAction(result => Startup.Guard(() => Run(
            result.GetValue(config), result.GetValue(listen), result.GetValue(duration))));
        return command;
    }

    private static int Run(string? path, string? listen, int seconds)
    {
        try
        {
            return ObserveAsync(path, listen, seconds).GetAwaiter().GetResult();
        }
        catch (ConfigException e)
        {
            ConfigSource.Report(e, Console.Error);
            return ExitCode.Configuration;
        }
    }

    private static async Task<int> ObserveAsync(string? path, string? listen, int seconds)
    {
        // Nothing is refused while it learns: what an allowlist lacks is only seen where traffic goes on.
        var overrides = new ConfigOverrides { Mode = Mode.Audit, Listen = listen };
        var loaded = ConfigSource.Load(path, overrides);
        var ledger = new TrafficLedger();
        await using var host = await ProxyHost.StartBesideAsync(path, overrides, loaded, ledger).ConfigureAwait(false);
        using var signals = new Signals(static () => { }, static () => { });
        await Console.Error.WriteLineAsync(
            $"pipelock: observing at {loaded.Options.FetchProxy.Listen}, nothing is blocked; interrupt to see the list")
            .ConfigureAwait(false);
        await Task.WhenAny(
            signals.Stop, Task.Delay(seconds > 0 ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan))
            .ConfigureAwait(false);
        await host.EndAsync().ConfigureAwait(false);
        Print(ledger, Console.Out);
        return ExitCode.Ok;
    }

    private static void Print(TrafficLedger ledger, TextWriter output)
    {
        var hosts = ledger.Hosts.OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        output.WriteLine("# Learned from traffic. Leave out what nobody should reach.");
        output.WriteLine("mode: strict");
        output.WriteLine(hosts.Length == 0 ? "api_allowlist: []" : "api_allowlist:");
        foreach (var (host, traffic) in hosts)
            output.WriteLine($"  - \"{host}\" # {traffic.Requests} requests");
    }
}
