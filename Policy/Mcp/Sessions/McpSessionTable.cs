namespace Pipelock.Policy.Mcp.Sessions;

/// <summary>The sessions of a listener that many clients share: the ones used last, up to a bound.
/// Thread-safe.</summary>
/// <remarks>
/// A session is known by the id the server gave it; without one (the stateless revision, or before the first answer) by
/// who the client is. Looking up a known session allocates nothing.
/// </remarks>
/// <param name="server">The server behind the listener.</param>
/// <param name="capacity">Sessions remembered; the one unused for longest goes first.</param>
public sealed class McpSessionTable(McpServer server, int capacity = McpSessionTable.DefaultCapacity)
{
    /// <summary>Sessions remembered when nothing else is said.</summary>
    public const int DefaultCapacity = 1024;

    private static readonly UInt128 s_ofIdentity = MessageKey.Of("identity"u8);

    private readonly Lock _lock = new();
    private readonly BoundedMap<McpSession?> _sessions = new(capacity);

    /// <summary>Sessions remembered at most.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Sessions remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _sessions.Count;
        }
    }

    /// <summary>The session of a message; a new one where there is none yet.</summary>
    /// <param name="sessionId">The value of <c>Mcp-Session-Id</c>; empty when there is none.</param>
    /// <param name="identity">
    /// Who the client is: its authentication where there is one, else its address. Used when there is no session id.
    /// </param>
    /// <param name="agent">The profile in <c>agents</c> that a new session gets.</param>
    public McpSession Of(
        ReadOnlySpan<byte> sessionId, ReadOnlySpan<byte> identity, string agent = McpSession.DefaultAgent)
    {
        // An identity that is spelled like somebody's session id is not that session.
        var key = sessionId.IsEmpty ? MessageKey.Of(s_ofIdentity, MessageKey.Of(identity)) : MessageKey.Of(sessionId);
        lock (_lock)
        {
            ref var session = ref _sessions.Touch(key, out _);
            return session ??= new McpSession(server, agent);
        }
    }

    /// <summary>A session for an <c>initialize</c> request, known to nobody until <see cref="Name"/> is
    /// called.</summary>
    public McpSession Begin(string agent = McpSession.DefaultAgent) => new(server, agent);

    /// <summary>Makes a session known under the id the server gave it.</summary>
    public void Name(ReadOnlySpan<byte> sessionId, McpSession session)
    {
        lock (_lock)
            _sessions.Touch(MessageKey.Of(sessionId), out _) = session;
    }

    /// <summary>Forgets a session that was ended (DELETE, or the server's 404).</summary>
    public void End(ReadOnlySpan<byte> sessionId)
    {
        lock (_lock)
            _sessions.Remove(MessageKey.Of(sessionId), out _);
    }
}
