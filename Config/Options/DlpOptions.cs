using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Secret detection.</summary>
[Summary("Secret detection.")]
public sealed record DlpOptions
{
    /// <summary>Looks for the values of this process's own environment variables.</summary>
    [Summary("Looks for the values of this process's own environment variables.")]
    public bool ScanEnv { get; init; } = true;

    /// <summary>File of known secrets, one per line, mode 0600 or 0640.</summary>
    [Summary("File of known secrets, one per line, mode 0600 or 0640.")]
    public string SecretsFile { get; init; } = "";

    /// <summary>Shortest environment or file value that counts as a secret; 0 means the default.</summary>
    [Summary("Shortest environment or file value that counts as a secret; 0 means the default.")]
    [Bounds(0, 4096)]
    public int MinEnvSecretLength { get; init; } = 16;

    /// <summary>Keeps the built-in patterns; patterns of the same name replace them.</summary>
    [Summary("Keeps the built-in patterns; patterns of the same name replace them.")]
    public bool IncludeDefaults { get; init; } = true;

    /// <summary>Patterns of the operator.</summary>
    [Summary("Patterns of the operator.")]
    public ImmutableArray<DlpPatternOptions> Patterns { get; init; } = [];

    /// <summary>Reserved; must stay empty.</summary>
    [Summary("Reserved; must stay empty.")]
    public string Action { get; init; } = "";
}
