using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>The real program, running with a configuration file of the test's own.</summary>
internal sealed partial class PipelockProcess : IAsyncDisposable
{
    private const int HangUp = 1; // SIGHUP
    private const int Terminate = 15; // SIGTERM
    private const string FileName = "pipelock.yaml";

    /// <summary>One for all tests of a run, so that rules are compiled once; a variable keeps it over several
    /// runs.</summary>
    private static readonly string s_sharedHome = Environment.GetEnvironmentVariable("PIPELOCK_TEST_HOME")
        ?? Directory.CreateTempSubdirectory("pipelock-e2e-home-").FullName;

    private readonly Process process;
    private readonly string directory;
    private readonly Func<Task<Stream>> connect;

    private PipelockProcess(Process process, string directory, IPEndPoint address, Func<Task<Stream>> connect)
    {
        this.process = process;
        this.directory = directory;
        this.connect = connect;
        Address = address;
        Log.Attach(process);
    }

    /// <summary>Where the proxy listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Everything it wrote to either output.</summary>
    public OutputCapture Log { get; } = new();

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Starts the proxy on a free port and returns when it answers <c>/health</c>.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="prefix">A command that executes the program in its own place.</param>
    public static Task<PipelockProcess> StartAsync(ProxySettings settings, params string[] prefix)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort.Next(IPAddress.Loopback));
        return StartAsync(settings, prefix, address, async () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address);
            return new NetworkStream(socket, ownsSocket: true);
        });
    }

    /// <summary>Starts the proxy behind another command and another way to reach it.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="prefix">A command that executes the program in its own place.</param>
    /// <param name="address">Where the proxy listens.</param>
    /// <param name="connect">Opens a connection to the proxy.</param>
    public static async Task<PipelockProcess> StartAsync(
        ProxySettings settings, IReadOnlyList<string> prefix, IPEndPoint address, Func<Task<Stream>> connect)
    {
        var directory = Directory.CreateTempSubdirectory("pipelock-e2e-").FullName;
        var file = Path.Combine(directory, FileName);
        await File.WriteAllTextAsync(file, (settings with { Listen = address.ToString() }).ToYaml());

        string[] command = [.. prefix, ProgramUnderTest.Path, "run", "--config", file];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A fixed environment: whatever secrets the machine's own variables hold must not become rules of a test.
        foreach (var name in start.Environment.Keys.Except(["PATH", "DOTNET_ROOT"]).ToArray())
            start.Environment.Remove(name);
        start.Environment["HOME"] = s_sharedHome;
        foreach (var (name, value) in settings.Environment)
            start.Environment[name] = value;

        var started = Process.Start(start) ?? throw new InvalidOperationException($"could not start {command[0]}");
        var proxy = new PipelockProcess(started, directory, address, connect);
        try
        {
            await proxy.WaitUntilHealthyAsync();
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a connection to the proxy, as a stream.</summary>
    public Task<Stream> ConnectStreamAsync() => connect();

    /// <summary>Opens a connection to the proxy.</summary>
    public async Task<RawClient> ConnectAsync() => new(await connect());

    /// <summary>Sends exact bytes on a connection of their own and reads the one answer.</summary>
    public async Task<RawResponse> ExchangeAsync(string request, string method = "GET")
    {
        await using var client = await ConnectAsync();
        await client.SendAsync(request);
        return await client.ReadResponseAsync(method);
    }

    /// <summary>The sum of all samples whose name and labels begin with <paramref name="prefix"/>.</summary>
    public async Task<double> MetricAsync(string prefix)
    {
        var response = await ExchangeAsync($"GET /metrics HTTP/1.1\r\nHost: {Address}\r\nConnection: close\r\n\r\n");
        Assert.Equal(200, response.Status);
        return response.Text.Split('\n')
            .Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Resident memory of the process, in MiB, from the kernel's own account.</summary>
    public double ResidentMegabytes() => Megabytes("VmRSS:");

    /// <summary>Begins the account of <see cref="PeakMegabytes"/> anew (proc(5), clear_refs).</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");

    /// <summary>The most resident memory since the start, or since <see cref="ForgetPeak"/>, in MiB.</summary>
    public double PeakMegabytes() => Megabytes("VmHWM:");

    private double Megabytes(string account)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(
            line => line.StartsWith(account, StringComparison.Ordinal));
        return double.Parse(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>The log line of one request.</summary>
    public Task<string> LogOfAsync(RawResponse response)
    {
        var id = response.Field("X-Pipelock-Request-Id")
            ?? throw new InvalidOperationException($"the answer names no request: {response.Head}");
        return Log.WaitForAsync(
            $"log line of {id}", line => line.Contains($"\"request_id\":\"{id}\"", StringComparison.Ordinal));
    }

    /// <summary>Writes another configuration, asks for a reload and waits until the log tells its outcome.</summary>
    /// <param name="settings">The configuration; where to listen stays as it is.</param>
    /// <param name="outcome">The status the log has to name.</param>
    public async Task ReloadAsync(ProxySettings settings, string outcome)
    {
        await File.WriteAllTextAsync(
            Path.Combine(directory, FileName), (settings with { Listen = Address.ToString() }).ToYaml());
        Assert.Equal(0, Kill(process.Id, HangUp));
        await Log.WaitForAsync("reload", line => line.Contains("config_reload", StringComparison.Ordinal)
            && line.Contains(outcome, StringComparison.Ordinal));
    }

    /// <summary>Waits until the configuration file is in force as it is now; it must not have been before.</summary>
    public async Task ReloadedAsync()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(ConfigFile)));
        await Log.WaitForAsync("reload of " + hash, line =>
            line.Contains("\"event\":\"config_reload\"", StringComparison.Ordinal)
            && line.Contains("\"status\":\"success\"", StringComparison.Ordinal)
            && line.Contains(hash, StringComparison.Ordinal));
    }

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    public void SendTerminate() => Signal(Terminate);

    /// <summary>Sends a signal by its number.</summary>
    public void Signal(int signal) => Assert.Equal(0, Kill(process.Id, signal));

    /// <summary>The configuration file the process runs with.</summary>
    public string ConfigFile => Path.Combine(directory, FileName);

    /// <summary>The text of a configuration that leaves the listener where it is.</summary>
    public string YamlOf(ProxySettings settings) => (settings with { Listen = Address.ToString() }).ToYaml();

    /// <summary>Waits for the end of the process and gives its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private async Task WaitUntilHealthyAsync()
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var attempt = 0; attempt < 4500; attempt++)
        {
            if (process.HasExited)
                throw new InvalidOperationException(
                    $"the proxy ended with code {process.ExitCode}:\n{string.Join('\n', Log.Lines.TakeLast(12))}");
            try
            {
                var health = await ExchangeAsync(
                    $"GET /health HTTP/1.1\r\nHost: {Address}\r\nConnection: close\r\n\r\n");
                if (health.Status == 200)
                    return;
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                // It does not listen yet.
            }

            await tick.WaitForNextTickAsync();
        }

        throw new TimeoutException($"/health did not answer within 90 s:\n{string.Join('\n', Log.Lines.TakeLast(12))}");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
