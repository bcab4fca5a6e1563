using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Detection of secrets that leave in pieces.</summary>
[Summary("Detection of secrets that leave in pieces.")]
public sealed record CrossRequestDetectionOptions
{
    /// <summary>Watches a session's requests together.</summary>
    [Summary("Watches a session's requests together.")]
    public bool Enabled { get; init; }

    /// <summary>What a reassembled secret does; unset = the mode decides.</summary>
    [Summary("What a reassembled secret does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>How much random-looking data a session may send.</summary>
    [Summary("How much random-looking data a session may send.")]
    public EntropyBudgetOptions EntropyBudget { get; init; } = new();

    /// <summary>Puts the pieces together again.</summary>
    [Summary("Puts the pieces together again.")]
    public FragmentReassemblyOptions FragmentReassembly { get; init; } = new();
}
