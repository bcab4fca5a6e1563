using Pipelock.Config.Options;

namespace Pipelock.Policy.Sessions;

/// <summary>The score and level of one session.</summary>
/// <remarks>
/// A score at the threshold raises the level and doubles the threshold. A clean request takes points off; after
/// <see cref="StepDown"/> at a level without another rise the session comes down by one.
/// </remarks>
internal struct Escalation
{
    /// <summary>Time at one level after which a session comes down by one, in milliseconds.</summary>
    public const long StepDown = 5 * 60_000;

    private long _since;

    /// <summary>Points now.</summary>
    public double Score { get; private set; }

    /// <summary>Level now.</summary>
    public SessionLevel Level { get; private set; }

    /// <summary>Adds points; true when they raised the level.</summary>
    public bool Add(double points, AdaptiveEnforcementOptions options, long now)
    {
        Score += points;
        if (!options.Enabled || Level == SessionLevel.Critical || Score < Threshold(options)) return false;
        Level++;
        _since = now;
        return true;
    }

    /// <summary>A clean request.</summary>
    public void Decay(AdaptiveEnforcementOptions options) => Score = Math.Max(0, Score - options.DecayPerCleanRequest);

    /// <summary>Comes down by as many levels as the time allows; true when it did.</summary>
    public bool Recover(AdaptiveEnforcementOptions options, long now)
    {
        var before = Level;
        while (Level > SessionLevel.Normal && now - _since > StepDown)
        {
            Level--;
            _since += StepDown;
            Score = Threshold(options) / 2;
        }

        return Level != before;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => this = default;

    private readonly double Threshold(AdaptiveEnforcementOptions options) =>
        options.EscalationThreshold * (1 << (int)Level);
}
