using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Bearer tokens that callers must present (RFC 6750).</summary>
[Summary("Bearer tokens that callers must present (RFC 6750).")]
public sealed record BearerAuthOptions
{
    /// <summary>Accepted tokens.</summary>
    [Summary("Accepted tokens.")]
    public ImmutableArray<string> BearerTokens { get; init; } = [];

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(BearerAuthOptions);
}
