namespace Pipelock.Policy.Sessions;

/// <summary>How often a session was found out of late; each level may turn warnings into blocks.</summary>
public enum SessionLevel : byte
{
    /// <summary>Not more than anybody.</summary>
    Normal,

    /// <summary>Once over the threshold.</summary>
    Elevated,

    /// <summary>Again, over twice the threshold.</summary>
    High,

    /// <summary>Again, over four times the threshold.</summary>
    Critical,
}
