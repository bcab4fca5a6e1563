namespace Pipelock.Policy;

/// <summary>What happens to a message; ordered, so that the worst of several verdicts is their maximum.</summary>
public enum Verdict : byte
{
    /// <summary>It passes and nothing is said.</summary>
    Allow,

    /// <summary>It passes, and the log and the metrics say what was found.</summary>
    Warn,

    /// <summary>It passes without the part that was found.</summary>
    Strip,

    /// <summary>It passes with a placeholder in place of what was found.</summary>
    Redact,

    /// <summary>A person decides; without an answer in time it is a block.</summary>
    Ask,

    /// <summary>It does not pass.</summary>
    Block,
}
