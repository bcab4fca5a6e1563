using System.Runtime.InteropServices;

namespace Pipelock.Cli.Hosting;

/// <summary>The signals that the daemon listens to.</summary>
internal sealed class Signals : IDisposable
{
    /// <summary>SIGUSR1 has no name in .NET and no one number on all systems (signal(7)).</summary>
    private static readonly int s_userSignal1 = OperatingSystem.IsLinux() ? 10 : 30;

    private readonly TaskCompletionSource<string> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="onReload">Called for SIGHUP, on a thread of its own.</param>
    /// <param name="onKillSwitch">Called for SIGUSR1, likewise; not on Windows, which has no such signal.</param>
    public Signals(Action onReload, Action onKillSwitch)
    {
        Listen(PosixSignal.SIGTERM, () => _stop.TrySetResult("SIGTERM"));
        Listen(PosixSignal.SIGINT, () => _stop.TrySetResult("SIGINT"));
        Listen(PosixSignal.SIGHUP, onReload);
        if (!OperatingSystem.IsWindows()) Listen((PosixSignal)s_userSignal1, onKillSwitch);
    }

    /// <summary>Completes with the name of the signal that asks the process to end.</summary>
    public Task<string> Stop => _stop.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    private void Listen(PosixSignal signal, Action action) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            action();
        }));
}
