using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How sure a rule of a bundle is of its matches.</summary>
public enum RuleConfidence : byte
{
    /// <summary>Expect false positives.</summary>
    [Summary("Expect false positives.")]
    Low,

    /// <summary>Few false positives.</summary>
    [Summary("Few false positives.")]
    Medium,

    /// <summary>Practically none.</summary>
    [Summary("Practically none.")]
    High,
}
