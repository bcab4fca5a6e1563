namespace Pipelock.Scanners.Secrets;

/// <summary>A secret whose very bytes are known.</summary>
/// <param name="Name">Variable name, line label or canary name; goes into findings, so never the value.</param>
/// <param name="Value">The bytes to look for, raw and in encodings.</param>
/// <param name="Kind">Where it comes from.</param>
public sealed record KnownSecret(string Name, ReadOnlyMemory<byte> Value, KnownSecretKind Kind)
{
    /// <summary>Name and kind; the value never reaches a log.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
