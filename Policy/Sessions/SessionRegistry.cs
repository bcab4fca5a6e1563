using System.Collections.Immutable;

namespace Pipelock.Policy.Sessions;

/// <summary>The sessions of the process, up to <c>session_profiling.max_sessions</c>.</summary>
/// <remarks>
/// <para>Two lists by last use: sessions at large, and those held in quarantine or refused. Making room takes the one
/// that was idle longest from the first, and from the second only when the first is empty, so that a flood of new names
/// frees nobody. Idle sessions are forgotten as others come in. Each call does a constant number of steps.</para>
/// <para>Outlives configurations. Thread-safe; finding a known session allocates nothing.</para>
/// </remarks>
public sealed class SessionRegistry(ISessionObserver observer)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Session> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AddressProfile> _addresses = new(StringComparer.Ordinal);
    private readonly LinkedList<Session> _free = [];
    private readonly LinkedList<Session> _held = [];

    /// <summary>Sessions remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _byKey.Count;
        }
    }

    /// <summary>The session of that key, a new one where there is none.</summary>
    /// <param name="key"><c>agent|client-ip</c>.</param>
    /// <param name="agent">Its first part.</param>
    /// <param name="client">Its second part.</param>
    /// <param name="rules">The rules in force for it.</param>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    public Session Of(string key, string agent, string client, SessionRules rules, long now)
    {
        lock (_lock)
        {
            ForgetIdle(_free, rules, now);
            if (!_byKey.TryGetValue(key, out var session))
            {
                while (_byKey.Count >= Math.Max(1, rules.Profiling.MaxSessions)) Evict();
                session = Add(key, agent, client, rules);
            }

            Touch(session, now);
            session.Apply(rules);
            return session;
        }
    }

    /// <summary>The session of that key, or null; does not count as use.</summary>
    public Session? Find(string key)
    {
        lock (_lock) return _byKey.GetValueOrDefault(key);
    }

    /// <summary>All sessions of now.</summary>
    public ImmutableArray<Session> All()
    {
        lock (_lock) return [.. _byKey.Values];
    }

    /// <summary>Brings sessions down whose time at a level or in a tier is over, though they ask for nothing.</summary>
    public void Sweep(long now)
    {
        foreach (var session in All()) session.Sweep(now);
    }

    /// <summary>Forgets a session and cuts off what it has open.</summary>
    public bool Remove(string key)
    {
        Session? session;
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out session)) return false;
            Forget(session);
        }

        session.CutOff();
        return true;
    }

    private Session Add(string key, string agent, string client, SessionRules rules)
    {
        if (!_addresses.TryGetValue(client, out var address)) _addresses[client] = address = new AddressProfile();
        address.Sessions++;
        var session = new Session(key, agent, client, rules, address, observer);
        _byKey[key] = session;
        session.Place = _free.AddLast(session);
        return session;
    }

    private void Touch(Session session, long now)
    {
        // Who is refused altogether does not stay remembered by asking again and again.
        if (!session.IsBlocked || session.LastSeen == 0) session.LastSeen = now;
        var node = session.Place!;
        node.List!.Remove(node);
        (session.IsHeld ? _held : _free).AddLast(node);
    }

    private void ForgetIdle(LinkedList<Session> list, SessionRules rules, long now)
    {
        var ttl = rules.Profiling.SessionTtlMinutes * 60_000L;
        // Two at a time: more go than come, and no request pays for all of them.
        for (var i = 0; i < 2 && list.First is { } oldest && now - oldest.Value.LastSeen > ttl; i++)
        {
            if (oldest.Value.IsHeld) Touch(oldest.Value, oldest.Value.LastSeen);
            else Forget(oldest.Value);
        }
    }

    private void Evict()
    {
        Forget((_free.First ?? _held.First)!.Value);
        observer.Evicted();
    }

    private void Forget(Session session)
    {
        _byKey.Remove(session.Key);
        session.Place!.List!.Remove(session.Place);
        if (_addresses.TryGetValue(session.Client, out var address) && --address.Sessions == 0)
            _addresses.Remove(session.Client);
    }
}
