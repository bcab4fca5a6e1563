using Pipelock.Config.Options;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Policy.Sessions;

/// <summary>What a configuration says about sessions, in the form the hot path wants. Immutable.</summary>
public sealed class SessionRules
{
    private readonly HostPatterns _exempt;
    private readonly LevelRule[] _levels;

    /// <summary>Reads the sections.</summary>
    public SessionRules(PipelockOptions options, AgentBudgetOptions? budget = null)
    {
        Profiling = options.SessionProfiling;
        Adaptive = options.AdaptiveEnforcement;
        Airlock = options.Airlock;
        Budget = budget;
        ObservesOnly = options.Mode == Mode.Audit || !options.Enforce;
        _exempt = new HostPatterns(Adaptive.ExemptDomains);
        var levels = Adaptive.Levels;
        _levels =
        [
            default,
            new(Is(levels.Elevated.UpgradeWarn), Is(levels.Elevated.UpgradeAsk), levels.Elevated.BlockAll),
            new(Is(levels.High.UpgradeWarn), Is(levels.High.UpgradeAsk), levels.High.BlockAll),
            new(Is(levels.Critical.UpgradeWarn), Is(levels.Critical.UpgradeAsk), levels.Critical.BlockAll),
        ];
    }

    /// <summary><c>session_profiling</c>.</summary>
    public SessionProfilingOptions Profiling { get; }

    /// <summary><c>adaptive_enforcement</c>.</summary>
    public AdaptiveEnforcementOptions Adaptive { get; }

    /// <summary><c>airlock</c>.</summary>
    public AirlockOptions Airlock { get; }

    /// <summary>What the agent may spend; null where it has no profile.</summary>
    public AgentBudgetOptions? Budget { get; }

    /// <summary>Nothing is blocked.</summary>
    public bool ObservesOnly { get; }

    /// <summary>Length of the window of profiles, in milliseconds.</summary>
    public long WindowMilliseconds => Profiling.WindowMinutes * 60_000L;

    /// <summary>What the level of a session does to a verdict.</summary>
    public Verdict Upgrade(Verdict verdict, SessionLevel level) => !Adaptive.Enabled || ObservesOnly ? verdict
        : (verdict == Verdict.Warn && _levels[(int)level].UpgradesWarn)
            || (verdict == Verdict.Ask && _levels[(int)level].UpgradesAsk) ? Verdict.Block : verdict;

    /// <summary>Whether the level refuses everything.</summary>
    public bool BlocksAll(SessionLevel level) => Adaptive.Enabled && _levels[(int)level].BlocksAll;

    /// <summary>Whether what is found about the host scores no points.</summary>
    public bool IsExempt(ReadOnlySpan<byte> host) => _exempt.Contains(host);

    private static bool Is(EscalatedAction action) => action == EscalatedAction.Block;

    private readonly record struct LevelRule(bool UpgradesWarn, bool UpgradesAsk, bool BlocksAll);
}
