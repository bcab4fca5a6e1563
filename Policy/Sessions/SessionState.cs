using System.Collections.Immutable;
using Pipelock.Config.Options;

namespace Pipelock.Policy.Sessions;

/// <summary>What is known of a session at one moment, for whoever administers it.</summary>
public sealed record SessionState
{
    /// <summary><c>agent|client-ip</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The client's address.</summary>
    public required string Client { get; init; }

    /// <summary>Points.</summary>
    public double Score { get; init; }

    /// <summary>Level of escalation.</summary>
    public SessionLevel Level { get; init; }

    /// <summary>Everything is refused.</summary>
    public bool BlocksAll { get; init; }

    /// <summary>Tier of quarantine.</summary>
    public AirlockTier Tier { get; init; }

    /// <summary>What led to the tier.</summary>
    public string Trigger { get; init; } = "";

    /// <summary>How long the session has been in the tier.</summary>
    public TimeSpan InTier { get; init; }

    /// <summary>Time until the next easing; null for never.</summary>
    public TimeSpan? EasesIn { get; init; }

    /// <summary>Time since the last request.</summary>
    public TimeSpan Idle { get; init; }

    /// <summary>Tunnels and WebSockets of now.</summary>
    public int InFlight { get; init; }

    /// <summary>What counted against it last, latest first.</summary>
    public ImmutableArray<SessionEvent> Events { get; init; } = [];
}
