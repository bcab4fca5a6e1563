namespace Pipelock.Evidence;

/// <summary>How a log line is written (<c>logging.format</c>).</summary>
public enum LogFormat : byte
{
    /// <summary>One JSON object per line.</summary>
    Json,

    /// <summary>Time, level, event, then <c>key=value</c> pairs.</summary>
    Text,
}
