using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The mildest event that is sent out.</summary>
public enum EventSeverity : byte
{
    /// <summary>All events.</summary>
    [Summary("All events.")]
    Info,

    /// <summary>Warnings and worse.</summary>
    [Summary("Warnings and worse.")]
    Warn,

    /// <summary>Critical events only.</summary>
    [Summary("Critical events only.")]
    Critical,
}
