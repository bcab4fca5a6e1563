using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pipelock.Cli.Hosting;
using Pipelock.Config.Loading;
using Pipelock.Evidence.Emit;

namespace Pipelock.Cli.Commands.FirstHour;

/// <summary><c>run -- CMD</c>: a command whose way out is a proxy of its own, and what came of it.</summary>
internal static class WrappedCommand
{
    private const int HostsShown = 8;

    /// <summary>Starts the proxy on a free port, runs the command, sums up; returns the command's exit code.</summary>
    public static async Task<int> RunAsync(string? path, ConfigOverrides overrides, string[] command)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        overrides = overrides with { Listen = address.ToString() };
        var loaded = ConfigSource.Load(path, overrides);
        var ledger = new TrafficLedger();
        await using var host = await ProxyHost.StartBesideAsync(path, overrides, loaded, ledger).ConfigureAwait(false);
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false };
        foreach (var (name, value) in ProxyVariables.Of(address, loaded.Options.TlsInterception))
            start.Environment[name] = value;
        // Ctrl-C is the command's to answer: it belongs to the same group and gets the signal too.
        Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
        using var process = Start(start);
        await process.WaitForExitAsync().ConfigureAwait(false);
        await host.EndAsync().ConfigureAwait(false);
        Summarise(ledger, host.Metrics.MeanDecision, Console.Error);
        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new IOException($"{start.FileName} could not be started");
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{start.FileName} could not be started: {e.Message}", e);
        }
    }

    private static void Summarise(TrafficLedger ledger, TimeSpan latency, TextWriter output)
    {
        var hosts = ledger.Hosts;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"pipelock: {hosts.Sum(one => one.Value.Requests)} requests to {hosts.Count} hosts, "
            + $"{hosts.Sum(one => one.Value.Blocked)} blocked, {hosts.Sum(one => one.Value.Bytes)} bytes, "
            + $"{latency.TotalMicroseconds:0} microseconds added per request"));
        foreach (var (host, traffic) in hosts.Take(HostsShown))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {host}: {traffic.Requests} requests, {traffic.Blocked} blocked, {traffic.Bytes} bytes"));
        }

        if (hosts.Count > HostsShown) output.WriteLine($"  and {hosts.Count - HostsShown} more");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
