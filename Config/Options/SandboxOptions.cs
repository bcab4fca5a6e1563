using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Containment of wrapped programs.</summary>
[Summary("Containment of wrapped programs.")]
public sealed record SandboxOptions
{
    /// <summary>Contains.</summary>
    [Summary("Contains.")]
    public bool Enabled { get; init; }

    /// <summary>Runs with the layers this machine has.</summary>
    [Summary("Runs with the layers this machine has.")]
    public bool BestEffort { get; init; }

    /// <summary>Refuses to run without every layer; not together with best_effort.</summary>
    [Summary("Refuses to run without every layer; not together with best_effort.")]
    public bool Strict { get; init; }

    /// <summary>Directory the program may write.</summary>
    [Summary("Directory the program may write.")]
    public string Workspace { get; init; } = "";

    /// <summary>Further paths.</summary>
    [Summary("Further paths.")]
    public SandboxFilesystemOptions Filesystem { get; init; } = new();
}
