using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a payment address that is not on the list does.</summary>
public enum AddressAction : byte
{
    /// <summary>Nothing.</summary>
    [Summary("Nothing.")]
    Allow,

    /// <summary>It is logged.</summary>
    [Summary("It is logged.")]
    Warn,

    /// <summary>Traffic is refused.</summary>
    [Summary("Traffic is refused.")]
    Block,
}
