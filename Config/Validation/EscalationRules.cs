using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>No level of escalation may be milder than the one below it.</summary>
internal static class EscalationRules
{
    private readonly record struct Level(string Name, EscalatedAction Warn, EscalatedAction Ask, bool BlockAll);

    /// <summary>Applies the rule to the levels at <paramref name="section"/>.</summary>
    public static void Check(string section, AdaptiveLevelsOptions levels, ValidationSink sink)
    {
        var elevated = new Level(
            "elevated", levels.Elevated.UpgradeWarn, levels.Elevated.UpgradeAsk, levels.Elevated.BlockAll);
        var high = new Level("high", levels.High.UpgradeWarn, levels.High.UpgradeAsk, levels.High.BlockAll);
        var critical = new Level(
            "critical", levels.Critical.UpgradeWarn, levels.Critical.UpgradeAsk, levels.Critical.BlockAll);
        Compare(section, elevated, high, sink);
        Compare(section, high, critical, sink);
    }

    private static void Compare(string section, Level lower, Level upper, ValidationSink sink)
    {
        if (lower.BlockAll && !upper.BlockAll)
            Refuse("block_all");
        // A level that refuses everything has nothing left to upgrade, so its upgrades say nothing.
        if (lower.BlockAll)
            return;
        if (lower.Warn > upper.Warn)
            Refuse("upgrade_warn");
        if (lower.Ask > upper.Ask)
            Refuse("upgrade_ask");

        void Refuse(string key) =>
            sink.Error($"{section}.{upper.Name}.{key}", $"must not be milder than at level {lower.Name}");
    }
}
