using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>What a session may do after it has read untrusted text.</summary>
[Summary("What a session may do after it has read untrusted text.")]
public sealed record TaintOptions
{
    /// <summary>Keeps account of what a session has read.</summary>
    [Summary("Keeps account of what a session has read.")]
    public bool Enabled { get; init; } = true;

    /// <summary>How careful to be.</summary>
    [Summary("How careful to be.")]
    public TaintPolicy Policy { get; init; } = TaintPolicy.Balanced;

    /// <summary>Sources remembered per session.</summary>
    [Summary("Sources remembered per session.")]
    [Bounds(0)]
    public int RecentSources { get; init; } = 10;

    /// <summary>Hosts whose text is trusted as reference.</summary>
    [Summary("Hosts whose text is trusted as reference.")]
    public ImmutableArray<string> AllowlistedDomains { get; init; } =
    [
        "docs.anthropic.com", "docs.github.com", "developer.mozilla.org"
    ];

    /// <summary>Paths (globs) whose change is most sensitive.</summary>
    [Summary("Paths (globs) whose change is most sensitive.")]
    public ImmutableArray<string> ProtectedPaths { get; init; } =
    [
        "*/auth/*", "*/security/*", "*/.github/workflows/*", "*/.env*", "*/secrets*", "*/policy*", "*/sandbox*"
    ];

    /// <summary>Paths (globs) whose change is sensitive.</summary>
    [Summary("Paths (globs) whose change is sensitive.")]
    public ImmutableArray<string> ElevatedPaths { get; init; } = ["*/config/*", "*/middleware*"];

    /// <summary>Exceptions, each with an end.</summary>
    [Summary("Exceptions, each with an end.")]
    public ImmutableArray<TrustOverrideOptions> TrustOverrides { get; init; } = [];
}
