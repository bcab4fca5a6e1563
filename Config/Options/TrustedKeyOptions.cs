using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>A key whose bundles are accepted.</summary>
[Summary("A key whose bundles are accepted.")]
public sealed record TrustedKeyOptions
{
    /// <summary>Display name.</summary>
    [Summary("Display name.")]
    public string Name { get; init; } = "";

    /// <summary>Ed25519 public key, 64 lower-case hexadecimal digits.</summary>
    [Summary("Ed25519 public key, 64 lower-case hexadecimal digits.")]
    public string PublicKey { get; init; } = "";

    /// <summary>Tier of the bundles it may sign.</summary>
    [Summary("Tier of the bundles it may sign.")]
    public string Tier { get; init; } = "";
}
