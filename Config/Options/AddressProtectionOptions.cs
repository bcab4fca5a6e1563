using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Detection of swapped payment addresses.</summary>
[Summary("Detection of swapped payment addresses.")]
public sealed record AddressProtectionOptions
{
    /// <summary>Compares payment addresses with allowed_addresses.</summary>
    [Summary("Compares payment addresses with allowed_addresses.")]
    public bool Enabled { get; init; }

    /// <summary>What a lookalike of an allowed address does; unset = the mode decides.</summary>
    [Summary("What a lookalike of an allowed address does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>What any other address does.</summary>
    [Summary("What any other address does.")]
    public AddressAction UnknownAction { get; init; }

    /// <summary>Addresses that are the operator's own.</summary>
    [Summary("Addresses that are the operator's own.")]
    public ImmutableArray<string> AllowedAddresses { get; init; } = [];

    /// <summary>Which currencies are looked at.</summary>
    [Summary("Which currencies are looked at.")]
    public AddressChainsOptions Chains { get; init; } = new();

    /// <summary>What counts as a lookalike.</summary>
    [Summary("What counts as a lookalike.")]
    public AddressSimilarityOptions Similarity { get; init; } = new();
}
