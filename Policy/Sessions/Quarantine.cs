using Pipelock.Config.Options;

namespace Pipelock.Policy.Sessions;

/// <summary>The tier of quarantine that one session is in, and since when.</summary>
internal struct Quarantine
{
    private long _since;

    /// <summary>The tier.</summary>
    public AirlockTier Tier { get; private set; }

    /// <summary>When it was entered, in milliseconds of the monotonic clock.</summary>
    public readonly long Since => _since;

    /// <summary>What led to it: <c>on_elevated</c>, <c>on_severity</c>, <c>anomaly_count</c>, <c>api</c>, a
    /// timer.</summary>
    public string Trigger { get; private set; }

    /// <summary>Enters a tier; true when it is another one.</summary>
    public bool Enter(AirlockTier tier, string trigger, long now)
    {
        if (tier == Tier) return false;
        Tier = tier;
        Trigger = trigger;
        _since = now;
        return true;
    }

    /// <summary>When the next easing is due; <see cref="long.MaxValue"/> for never.</summary>
    public readonly long EasesAt(AirlockTimersOptions timers)
    {
        var minutes = Tier switch
        {
            AirlockTier.Drain => timers.DrainMinutes,
            AirlockTier.Hard => timers.HardMinutes,
            AirlockTier.Soft => timers.SoftMinutes,
            _ => 0,
        };
        var due = minutes > 0 ? _since + (minutes * 60_000L) : long.MaxValue;
        // Draining has its own bound: whatever still runs then was cut off long ago.
        return Tier == AirlockTier.Drain && timers.DrainTimeoutSeconds > 0 && timers.DrainMinutes == 0
            ? _since + (timers.DrainTimeoutSeconds * 1000L) : due;
    }

    /// <summary>One tier down where its time is over; true when it went down.</summary>
    public bool Ease(AirlockTimersOptions timers, long now)
    {
        if (Tier == AirlockTier.None || now < EasesAt(timers)) return false;
        return Enter(Tier - 1, "timer", now);
    }

    /// <summary>Whether the tier lets this pass.</summary>
    public readonly bool Allows(SessionActivity activity) => Tier switch
    {
        AirlockTier.Drain => false,
        AirlockTier.Hard => activity == SessionActivity.Read,
        _ => true,
    };
}
