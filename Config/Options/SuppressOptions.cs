using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>One finding that is known to be false, at one place.</summary>
[Summary("One finding that is known to be false, at one place.")]
public sealed record SuppressOptions
{
    /// <summary>Name of the rule, in any case.</summary>
    [Summary("Name of the rule, in any case.")]
    public string Rule { get; init; } = "";

    /// <summary>Where: a URL, a path, a path ending in / for all below it, or a glob.</summary>
    [Summary("Where: a URL, a path, a path ending in / for all below it, or a glob.")]
    public string Path { get; init; } = "";

    /// <summary>Why it is false; for whoever reads the configuration next.</summary>
    [Summary("Why it is false; for whoever reads the configuration next.")]
    public string Reason { get; init; } = "";
}
