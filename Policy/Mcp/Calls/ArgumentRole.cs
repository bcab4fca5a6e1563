namespace Pipelock.Policy.Mcp.Calls;

/// <summary>What the name of an argument says about its value.</summary>
internal enum ArgumentRole : byte
{
    /// <summary>Nothing.</summary>
    Other,

    /// <summary>It is a command, or a part of one.</summary>
    Command,

    /// <summary>It is a path.</summary>
    Path,

    /// <summary>It is text that somebody reads.</summary>
    Prose,

    /// <summary>It explains the call: never a command, not even to a shell.</summary>
    Remark,
}
