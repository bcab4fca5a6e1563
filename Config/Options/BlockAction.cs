using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a finding of one section does.</summary>
public enum BlockAction : byte
{
    /// <summary>It is logged; traffic passes.</summary>
    [Summary("It is logged; traffic passes.")]
    Warn,

    /// <summary>Traffic is refused.</summary>
    [Summary("Traffic is refused.")]
    Block,
}
