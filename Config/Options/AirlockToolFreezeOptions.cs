using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Which tools a quarantined session keeps.</summary>
[Summary("Which tools a quarantined session keeps.")]
public sealed record AirlockToolFreezeOptions
{
    /// <summary>Freezes the list of tools on entry.</summary>
    [Summary("Freezes the list of tools on entry.")]
    public bool SnapshotOnEntry { get; init; } = true;

    /// <summary>Lets frozen tools be called.</summary>
    [Summary("Lets frozen tools be called.")]
    public bool AllowCachedTools { get; init; } = true;
}
