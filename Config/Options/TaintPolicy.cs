using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How carefully a session is treated that has read untrusted text.</summary>
public enum TaintPolicy : byte
{
    /// <summary>Network access and elevated writes need approval too.</summary>
    [Summary("Network access and elevated writes need approval too.")]
    Strict,

    /// <summary>Protected writes, execution and publishing need approval.</summary>
    [Summary("Protected writes, execution and publishing need approval.")]
    Balanced,

    /// <summary>Only hostile sources lead to a block.</summary>
    [Summary("Only hostile sources lead to a block.")]
    Permissive,
}
