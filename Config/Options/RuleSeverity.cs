using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How bad a match of an operator's pattern is.</summary>
public enum RuleSeverity : byte
{
    /// <summary>Worth a log line.</summary>
    [Summary("Worth a log line.")]
    Low,

    /// <summary>Sensitive, with legitimate uses.</summary>
    [Summary("Sensitive, with legitimate uses.")]
    Medium,

    /// <summary>A credential of limited reach.</summary>
    [Summary("A credential of limited reach.")]
    High,

    /// <summary>A credential that gives access by itself.</summary>
    [Summary("A credential that gives access by itself.")]
    Critical,
}
