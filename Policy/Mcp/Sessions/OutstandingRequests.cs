namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>The requests that were forwarded and not answered yet, so that an answer nobody asked for is
/// seen.</summary>
/// <remarks>
/// Ids are compared as they are written, so 1 and "1" differ. The oldest is forgotten when there are too many; clients
/// that share a session may use one id at once, and each gets its answer. Not thread-safe: the session locks.
/// </remarks>
internal sealed class OutstandingRequests
{
    /// <summary>Requests remembered; more than any client has under way.</summary>
    public const int Capacity = 10_000;

    private readonly BoundedMap<Open> _byId = new(Capacity);

    /// <summary>Tool calls under way.</summary>
    public int Calls { get; private set; }

    /// <summary>False until the first request: what a server says before that is nobody's answer to check.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Remembers a request.</summary>
    public void Add(ReadOnlySpan<byte> id, AskedFor request)
    {
        IsActive = true;
        if (_byId.Count == Capacity && _byId.TryPeekOldest(out var oldest, out _))
            Forget(oldest);
        ref var asked = ref _byId.Touch(MessageKey.Of(id), out _);
        // Of two requests under one id nobody can say which one is answered.
        asked.For = asked.Times == 0 || asked.For == request ? request : request with { Subject = null };
        asked.Times++;
        if (request.Method != AskedMethod.CallTool)
            return;
        asked.Calls++;
        Calls++;
    }

    /// <summary>Takes the request that an answer belongs to; false when there is none.</summary>
    public bool TryTake(ReadOnlySpan<byte> id, out AskedFor request)
    {
        var key = MessageKey.Of(id);
        if (!_byId.TryGet(key, out var known))
        {
            request = default;
            return false;
        }

        request = known.For;
        if (known.Times <= 1)
        {
            Forget(key);
            return true;
        }

        ref var asked = ref _byId.Touch(key, out _);
        asked.Times--;
        if (asked.Calls > 0)
        {
            asked.Calls--;
            Calls--;
        }

        return true;
    }

    /// <summary>Notes that a call was cancelled: a server may answer it still, but need not.</summary>
    public void Cancel(ReadOnlySpan<byte> id)
    {
        var key = MessageKey.Of(id);
        if (!_byId.TryGet(key, out var known) || known.Calls == 0)
            return;
        _byId.Touch(key, out _).Calls--;
        Calls--;
    }

    private void Forget(UInt128 key)
    {
        if (_byId.Remove(key, out var asked))
            Calls -= asked.Calls;
    }

    private struct Open
    {
        public AskedFor For;
        public int Times;
        public int Calls;
    }
}
