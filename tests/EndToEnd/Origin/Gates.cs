using System.Collections.Concurrent;

namespace Pipelock.EndToEnd.Origins;

/// <summary>Named doors that a test opens: an answer waits at one instead of sleeping. Thread-safe.</summary>
internal sealed class Gates
{
    private readonly ConcurrentDictionary<string, Gate> gates = new();

    /// <summary>Completes once somebody waits at the gate.</summary>
    public Task ReachedAsync(string name) => For(name).Reached.Task;

    /// <summary>Lets everyone through who waits at the gate, now or later.</summary>
    public void Open(string name) => For(name).Opened.TrySetResult();

    /// <summary>Waits at the gate until it is opened.</summary>
    public Task PassAsync(string name)
    {
        var gate = For(name);
        gate.Reached.TrySetResult();
        return gate.Opened.Task;
    }

    private Gate For(string name) => gates.GetOrAdd(name, static _ => new Gate());

    private sealed class Gate
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
