using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Where log records go.</summary>
public enum LogOutput : byte
{
    /// <summary>Standard output.</summary>
    [Summary("Standard output.")]
    Stdout,

    /// <summary>The file of <c>logging.file</c>.</summary>
    [Summary("The file of logging.file.")]
    File,

    /// <summary>Standard output and the file.</summary>
    [Summary("Standard output and the file.")]
    Both,
}
