using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a tool call that a policy rule matches gets.</summary>
public enum ToolPolicyAction : byte
{
    /// <summary>It is logged; the call passes.</summary>
    [Summary("It is logged; the call passes.")]
    Warn,

    /// <summary>The call is refused.</summary>
    [Summary("The call is refused.")]
    Block,

    /// <summary>A person decides; without one the call is refused.</summary>
    [Summary("A person decides; without one the call is refused.")]
    Ask,

    /// <summary>A redirect profile answers instead of the server.</summary>
    [Summary("A redirect profile answers instead of the server.")]
    Redirect,
}
