using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Changes to secret detection for one agent.</summary>
[Summary("Changes to secret detection for one agent.")]
public sealed record AgentDlpOptions
{
    /// <summary>False drops the base patterns; otherwise patterns are added by name.</summary>
    [Summary("False drops the base patterns; otherwise patterns are added by name.")]
    public bool? IncludeDefaults { get; init; }

    /// <summary>Patterns of this agent.</summary>
    [Summary("Patterns of this agent.")]
    public ImmutableArray<DlpPatternOptions> Patterns { get; init; } = [];
}
