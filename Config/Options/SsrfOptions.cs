using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Exceptions from the check for internal addresses.</summary>
[Summary("Exceptions from the check for internal addresses.")]
public sealed record SsrfOptions
{
    /// <summary>Internal ranges (CIDR, no host bits, never /0) that may be reached all the same.</summary>
    [Summary("Internal ranges (CIDR, no host bits, never /0) that may be reached all the same.")]
    public ImmutableArray<string> IpAllowlist { get; init; } = [];
}
