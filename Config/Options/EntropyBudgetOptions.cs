using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How much random-looking data a session may send.</summary>
[Summary("How much random-looking data a session may send.")]
public sealed record EntropyBudgetOptions
{
    /// <summary>Counts.</summary>
    [Summary("Counts.")]
    public bool Enabled { get; init; }

    /// <summary>Bits of entropy per window.</summary>
    [Summary("Bits of entropy per window.")]
    [Bounds(0)]
    public double BitsPerWindow { get; init; } = 4096;

    /// <summary>Length of the window, in minutes.</summary>
    [Summary("Length of the window, in minutes.")]
    [Bounds(0)]
    public int WindowMinutes { get; init; } = 5;

    /// <summary>What exceeding it does; unset = the mode decides.</summary>
    [Summary("What exceeding it does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>Hosts that do not count.</summary>
    [Summary("Hosts that do not count.")]
    public ImmutableArray<string> ExemptDomains { get; init; } = [];
}
