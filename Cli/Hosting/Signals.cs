using System.Runtime.InteropServices;

namespace Pipelock.Cli.Hosting;

/// <summary>The signals that the daemon listens to.</summary>
internal sealed class Signals : IDisposable
{
    private readonly TaskCompletionSource<string> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="onReload">Called for SIGHUP, on a thread of its own.</param>
    public Signals(Action onReload)
    {
        Listen(PosixSignal.SIGTERM, () => _stop.TrySetResult("SIGTERM"));
        Listen(PosixSignal.SIGINT, () => _stop.TrySetResult("SIGINT"));
        Listen(PosixSignal.SIGHUP, onReload);
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
