namespace Pipelock.Policy.Sessions;

/// <summary>The tunnels and WebSockets a session has open, and how to cut them off. Thread-safe.</summary>
/// <remarks>Cuts run outside of every lock: what they end comes back here to be taken off.</remarks>
internal sealed class OpenExchanges
{
    private readonly Lock _lock = new();
    private readonly List<Action> _cuts = [];

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _cuts.Count;
        }
    }

    /// <summary>One begins; the result is disposed when it ends.</summary>
    public IDisposable Add(Action cut)
    {
        lock (_lock) _cuts.Add(cut);
        return new Entry(this, cut);
    }

    /// <summary>Ends them all.</summary>
    public void CutOff()
    {
        Action[] cuts;
        lock (_lock) cuts = [.. _cuts];
        foreach (var cut in cuts) cut();
    }

    private sealed class Entry(OpenExchanges all, Action cut) : IDisposable
    {
        public void Dispose()
        {
            lock (all._lock) all._cuts.Remove(cut);
        }
    }
}
