using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The one action a single pattern may be given.</summary>
public enum WarnOnlyAction : byte
{
    /// <summary>The match is reported and never enforced.</summary>
    [Summary("The match is reported and never enforced.")]
    Warn,
}
