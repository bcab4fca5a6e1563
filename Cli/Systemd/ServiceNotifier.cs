using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Pipelock.Cli.Systemd;

/// <summary>Tells systemd what the service is doing, by its notification protocol (sd_notify(3)).</summary>
/// <remarks>Does nothing where no service manager listens. Thread-safe.</remarks>
internal sealed class ServiceNotifier : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _manager;
    private readonly Timer? _watchdog;

    /// <summary>Reads NOTIFY_SOCKET and WATCHDOG_USEC.</summary>
    /// <param name="environment">The environment by name.</param>
    /// <param name="isAlive">Asked before each watchdog message; false keeps it back, and the manager restarts
    /// us.</param>
    public ServiceNotifier(IReadOnlyDictionary<string, string> environment, Func<bool> isAlive)
    {
        if (!environment.TryGetValue("NOTIFY_SOCKET", out var path) || path.Length == 0) return;
        // A leading @ stands for the abstract namespace, whose names begin with a zero byte (unix(7)).
        _manager = new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        if (WatchdogInterval(environment) is not { } interval) return;
        _watchdog = new Timer(
            _ =>
            {
                if (isAlive()) Send("WATCHDOG=1");
            },
            null,
            interval,
            interval);
    }

    /// <summary>The service is up, or up again after a reload.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    /// <summary>A reload begins; <see cref="Ready"/> ends it (systemd wants the monotonic time with it).</summary>
    public void Reloading()
    {
        var microseconds = (long)System.Diagnostics.Stopwatch.GetElapsedTime(0).TotalMicroseconds;
        Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={microseconds}"));
    }

    /// <summary>The service is going down.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <inheritdoc/>
    public void Dispose()
    {
        _watchdog?.Dispose();
        _socket?.Dispose();
    }

    /// <summary>
    /// Half of what the manager waits for, as sd_watchdog_enabled(3) advises; null when it does not watch us.
    /// </summary>
    private static TimeSpan? WatchdogInterval(IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue("WATCHDOG_USEC", out var text) || !long.TryParse(text, out var microseconds))
            return null;
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (environment.TryGetValue("WATCHDOG_PID", out var watched) && watched != own) return null;
        return TimeSpan.FromMicroseconds(microseconds / 2.0);
    }

    private void Send(string message)
    {
        try
        {
            _socket?.SendTo(Encoding.UTF8.GetBytes(message), _manager!);
        }
        catch (SocketException)
        {
            // The manager went away; the service itself is none the worse.
        }
        catch (ObjectDisposedException)
        {
            // A last watchdog beat after the end.
        }
    }
}
