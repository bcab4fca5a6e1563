namespace Pipelock.Evidence.Records;

/// <summary>The setting that can silence an event.</summary>
internal enum EventGate : byte
{
    /// <summary>None: always written.</summary>
    Always,

    /// <summary><c>logging.include_allowed</c>.</summary>
    Allowed,

    /// <summary><c>logging.include_blocked</c>.</summary>
    Blocked,
}
