using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What an escalated session raises a milder action to.</summary>
public enum EscalatedAction : byte
{
    /// <summary>The action stays as it is.</summary>
    [Summary("The action stays as it is.")]
    [ConfigKey("")]
    Keep,

    /// <summary>The action becomes a block.</summary>
    [Summary("The action becomes a block.")]
    Block,
}
