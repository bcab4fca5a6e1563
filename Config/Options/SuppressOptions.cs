using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>One finding that is known to be false, at one place.</summary>
[Summary("One finding that is known to be false, at one place.")]
public sealed record SuppressOptions
{
    /// <summary>Name of the rule, in any case.</summary>
    [Summary("Name of the rule, in any case.")]
    public string Rule { get; init; } = "";

    /// <summary>Where: a URL, a path, the URI of a resource, a path ending in / for all below it, or a glob.</summary>
    [Summary("Where: a URL, a path, the URI of a resource, a path ending in / for all below it, or a glob.")]
    public string Path { get; init; } = "";

    /// <summary>Only on this host: a name, or *.name for a name and all below it; empty = any.</summary>
    [Summary("Only on this host: a name, or *.name for a name and all below it; empty = any.")]
    public string Host { get; init; } = "";

    /// <summary>Only in this part of the message, as a block names it; * stands for anything; empty = any.</summary>
    [Summary("Only in this part of the message, as a block names it; * stands for anything; empty = any.")]
    public string Field { get; init; } = "";

    /// <summary>Only in calls of this tool and what they answer, or in this prompt; a glob; empty = any.</summary>
    [Summary("Only in calls of this tool and what they answer, or in this prompt; a glob; empty = any.")]
    public string Tool { get; init; } = "";

    /// <summary>Why it is false; for whoever reads the configuration next.</summary>
    [Summary("Why it is false; for whoever reads the configuration next.")]
    public string Reason { get; init; } = "";
}
