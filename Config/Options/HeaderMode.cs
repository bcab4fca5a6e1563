using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Which request headers are scanned.</summary>
public enum HeaderMode : byte
{
    /// <summary>Those listed in <c>sensitive_headers</c>.</summary>
    [Summary("Those listed in sensitive_headers.")]
    Sensitive,

    /// <summary>All but those listed in <c>ignore_headers</c>.</summary>
    [Summary("All but those listed in ignore_headers.")]
    All,
}
