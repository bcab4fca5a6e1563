using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a finding in a response does.</summary>
public enum ResponseAction : byte
{
    /// <summary>The matched text is taken out; where that cannot be done the response is refused.</summary>
    [Summary("The matched text is taken out; where that cannot be done the response is refused.")]
    Strip,

    /// <summary>It is logged; the response passes.</summary>
    [Summary("It is logged; the response passes.")]
    Warn,

    /// <summary>The response is refused.</summary>
    [Summary("The response is refused.")]
    Block,

    /// <summary>The operator is asked at the terminal; without one it is refused.</summary>
    [Summary("The operator is asked at the terminal; without one it is refused.")]
    Ask,
}
