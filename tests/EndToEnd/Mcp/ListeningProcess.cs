using System.Diagnostics;
using System.Globalization;
using System.Net;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>A process that listens on a port of its own.</summary>
/// <remarks>Other programs of the machine look for free ports, too: one who lost the race tries the next.</remarks>
internal sealed class ListeningProcess : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ListeningProcess(Process process, int port) => (_process, Port) = (process, port);

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a program that listens on the port it is given; returns when it does.</summary>
    public static async Task<ListeningProcess> StartAsync(Func<int, ProcessStartInfo> describe)
    {
        var said = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = FreePort.Next(IPAddress.Loopback);
            var start = describe(port);
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            var process = Process.Start(start)!;
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.ErrorDataReceived += (_, line) => said = line.Data ?? said;
            process.BeginErrorReadLine();
            if (await ListensAsync(process, port)) return new ListeningProcess(process, port);
            process.Dispose();
        }

        throw new InvalidOperationException($"it ended without listening: {said}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> ListensAsync(Process process, int port)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        for (var last = DateTime.UtcNow + s_patience; DateTime.UtcNow < last; await tick.WaitForNextTickAsync())
        {
            if (process.HasExited) return false;
            if (Owns(process.Id, port)) return true;
        }

        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"process {process.Id} does not listen on port {port}");
    }

    /// <summary>Whether the socket that listens on the port is one of the process (proc(5)).</summary>
    private static bool Owns(int process, int port)
    {
        var place = $":{port:X4} ";
        var sockets = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Where(line => line.Contains(place, StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[1].EndsWith(place.TrimEnd(), StringComparison.Ordinal) && fields[3] == "0A")
            .Select(fields => string.Create(CultureInfo.InvariantCulture, $"socket:[{fields[9]}]"))
            .ToHashSet();
        if (sockets.Count == 0) return false;
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd")
                .Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (IOException)
        {
            return false; // It ended meanwhile.
        }
    }
}
