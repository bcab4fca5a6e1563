using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>An exception from the taint rules, with an end.</summary>
[Summary("An exception from the taint rules, with an end.")]
public sealed record TrustOverrideOptions
{
    /// <summary>What it applies to: action or source.</summary>
    [Summary("What it applies to: action or source.")]
    public TrustScope? Scope { get; init; }

    /// <summary>Glob on the source; needed for scope source.</summary>
    [Summary("Glob on the source; needed for scope source.")]
    public string SourceMatch { get; init; } = "";

    /// <summary>Glob on the action; needed for scope action.</summary>
    [Summary("Glob on the action; needed for scope action.")]
    public string ActionMatch { get; init; } = "";

    /// <summary>When it ends (RFC 3339).</summary>
    [Summary("When it ends (RFC 3339).")]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who granted it.</summary>
    [Summary("Who granted it.")]
    public string GrantedBy { get; init; } = "";

    /// <summary>Why.</summary>
    [Summary("Why.")]
    public string Reason { get; init; } = "";
}
