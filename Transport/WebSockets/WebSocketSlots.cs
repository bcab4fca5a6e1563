namespace Pipelock.Transport.WebSockets;

/// <summary>Counts the WebSocket connections that are open. Thread-safe.</summary>
public sealed class WebSocketSlots
{
    private int _open;

    /// <summary>Connections of now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Takes room for one more, if there is any; give it back with <see cref="Leave"/>.</summary>
    public bool TryEnter(int limit)
    {
        if (Interlocked.Increment(ref _open) <= limit) return true;
        Interlocked.Decrement(ref _open);
        return false;
    }

    /// <summary>A connection ended.</summary>
    public void Leave() => Interlocked.Decrement(ref _open);
}
