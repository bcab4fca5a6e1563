using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Who may use the forward proxy (Proxy-Authorization, Basic).</summary>
[Summary("Who may use the forward proxy (Proxy-Authorization, Basic).")]
public sealed record ProxyAuthOptions
{
    /// <summary>Users with a password each; empty = no authentication.</summary>
    [Summary("Users with a password each; empty = no authentication.")]
    public ImmutableArray<ProxyUserOptions> Users { get; init; } = [];
}
