using Pipelock.Evidence;
using Pipelock.Policy;
using Pipelock.Policy.Agents;
using Pipelock.Policy.Sessions;
using Pipelock.Protocols.Http1;

namespace Pipelock.Transport.Listening;

/// <summary>Which agent asks on one connection, and its session; looked up anew for every request.</summary>
/// <remarks>What was worked out for the last request is kept: the same agent asking again allocates nothing.</remarks>
/// <param name="client">The connection.</param>
/// <param name="bound">The agent its listener belongs to; null for a listener of everybody.</param>
public sealed class ClientIdentity(ClientConnection client, string? bound)
{
    private byte[] _claimedBytes = [];
    private string? _claimed;
    private string _key = "";

    /// <summary>The agent, as logs name it.</summary>
    public string Agent { get; private set; } = AgentDirectory.Anonymous;

    /// <summary>The agent's profile, as metrics name it: one of those configured.</summary>
    public string Profile { get; private set; } = ProxyMetrics.DefaultAgent;

    /// <summary>The session; null where none are kept.</summary>
    public Session? Session { get; private set; }

    /// <summary>The agent that the listener or the request named, and that whoever comes through a tunnel of this
    /// connection is; null where neither named one.</summary>
    public string? Named => bound ?? (Claimed() is null ? null : Agent);

    /// <summary>Works out who asks with the head that the connection holds, and returns the policy that
    /// counts.</summary>
    public PolicySnapshot Resolve(PolicySnapshot policy, SessionRegistry sessions)
    {
        var agent = policy.Agents.NameOf(bound, client.Address, Claimed());
        var own = policy.For(agent);
        Profile = own.Agent ?? ProxyMetrics.DefaultAgent;
        if (_key.Length == 0 || agent != Agent)
        {
            Agent = agent;
            _key = $"{agent}|{client.AddressText}";
        }

        Session = own.Sessions is { } rules
            ? sessions.Of(_key, agent, client.AddressText, rules, Environment.TickCount64) : null;
        return own;
    }

    private string? Claimed()
    {
        if (!client.Head.Fields.TryFind(KnownHeader.XPipelockAgent, out var name)) return null;
        if (name.SequenceEqual(_claimedBytes)) return _claimed;
        _claimedBytes = name.ToArray();
        return _claimed = AgentDirectory.Harmless(name);
    }
}
