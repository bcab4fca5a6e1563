using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>How a log record is written.</summary>
public enum LogFormat : byte
{
    /// <summary>One JSON object per line.</summary>
    [Summary("One JSON object per line.")]
    Json,

    /// <summary>One line for people.</summary>
    [Summary("One line for people.")]
    Text,
}
