using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Which proof of origin a tool must carry.</summary>
public enum ProvenanceMode : byte
{
    /// <summary>An Ed25519 signature in the tool's metadata.</summary>
    [Summary("An Ed25519 signature in the tool's metadata.")]
    Pipelock,

    /// <summary>A sigstore bundle, verified offline.</summary>
    [Summary("A sigstore bundle, verified offline.")]
    Sigstore,

    /// <summary>Either.</summary>
    [Summary("Either.")]
    Any,
}
