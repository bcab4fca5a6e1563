using System.Collections.Immutable;
using Pipelock.Scanners.Payments;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Wallets;

namespace Pipelock.Scanners.Secrets;

/// <summary>What a <see cref="SecretEngine"/> looks for.</summary>
public sealed record SecretSettings
{
    /// <summary>
    /// Start from the built-in rules. When false only the core rules and <see cref="Patterns"/> apply.
    /// </summary>
    public bool IncludeDefaults { get; init; } = true;

    /// <summary>
    /// The operator's patterns and packs; one with the name of a default replaces it, core rules excepted.
    /// </summary>
    public ImmutableArray<SecretRule> Patterns { get; init; } = [];

    /// <summary>Secrets known by value: environment, secrets file, canary tokens.</summary>
    public ImmutableArray<KnownSecret> KnownSecrets { get; init; } = [];

    /// <summary>What is asked of wallet seed phrases; null when they are not looked for.</summary>
    public SeedPhraseSettings? SeedPhrases { get; init; } = new();

    /// <summary>Which payment addresses may be sent; null when none are looked for.</summary>
    public AddressSettings? Addresses { get; init; }
}
