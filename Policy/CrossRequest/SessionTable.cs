namespace Pipelock.Policy.CrossRequest;

/// <summary>The sessions that were active last, up to a bound; one that is used is the last to go.
/// Thread-safe.</summary>
internal sealed class SessionTable
{
    /// <summary>Each may hold 16 KiB of hashes and <c>max_buffer_bytes</c> of pieces, so all of them 80 MiB by
    /// default.</summary>
    public const int MostSessions = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, SessionHistory History)>> _byKey = new(
        StringComparer.Ordinal);
    private readonly LinkedList<(string Key, SessionHistory History)> _byUse = [];

    /// <summary>Bytes of pieces kept, of all sessions.</summary>
    public long FragmentBytes()
    {
        lock (_lock)
        {
            var sum = 0L;
            foreach (var (_, history) in _byUse) sum += history.Fragments.Length;
            return sum;
        }
    }

    /// <summary>The history of a session; a new one where it has none.</summary>
    public SessionHistory Of(string key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value.History;
            }

            if (_byKey.Count == MostSessions)
            {
                _byKey.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }

            return (_byKey[key] = _byUse.AddFirst((key, new SessionHistory()))).Value.History;
        }
    }
}
