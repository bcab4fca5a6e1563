using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Further paths a contained program may use.</summary>
[Summary("Further paths a contained program may use.")]
public sealed record SandboxFilesystemOptions
{
    /// <summary>Paths it may read.</summary>
    [Summary("Paths it may read.")]
    public ImmutableArray<string> AllowRead { get; init; } = [];

    /// <summary>Paths it may write.</summary>
    [Summary("Paths it may write.")]
    public ImmutableArray<string> AllowWrite { get; init; } = [];
}
