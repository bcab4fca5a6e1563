using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>A header that tells the other side what was checked.</summary>
[Summary("A header that tells the other side what was checked.")]
public sealed record MediationEnvelopeOptions
{
    /// <summary>Adds the header.</summary>
    [Summary("Adds the header.")]
    public bool Enabled { get; init; }

    /// <summary>Signs the message (RFC 9421); needs signing_key_path.</summary>
    [Summary("Signs the message (RFC 9421); needs signing_key_path.")]
    public bool Sign { get; init; }

    /// <summary>Ed25519 private key.</summary>
    [Summary("Ed25519 private key.")]
    public string SigningKeyPath { get; init; } = "";

    /// <summary>Key identifier in the signature.</summary>
    [Summary("Key identifier in the signature.")]
    public string KeyId { get; init; } = "pipelock-mediation-v1";

    /// <summary>What the signature covers.</summary>
    [Summary("What the signature covers.")]
    public ImmutableArray<string> SignedComponents { get; init; } =
    [
        "@method", "@target-uri", "content-digest", "pipelock-mediation"
    ];

    /// <summary>Accepted clock difference, in seconds.</summary>
    [Summary("Accepted clock difference, in seconds.")]
    [Bounds(0)]
    public int CreatedSkewSeconds { get; init; } = 60;

    /// <summary>Largest body whose digest is signed, in bytes.</summary>
    [Summary("Largest body whose digest is signed, in bytes.")]
    [Bounds(0)]
    public int MaxBodyBytes { get; init; } = 1_048_576;
}
