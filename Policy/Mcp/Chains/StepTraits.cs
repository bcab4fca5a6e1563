namespace Pipelock.Policy.Mcp.Chains;

/// <summary>What the arguments of a call tell beyond its category.</summary>
[Flags]
internal enum StepTraits : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It touches credentials, or what leads to them.</summary>
    Sensitive = 1,

    /// <summary>It makes a file executable.</summary>
    MakesExecutable = 2,

    /// <summary>It looks around: who am I, what machine, what network.</summary>
    Reconnaissance = 4,

    /// <summary>It runs a file that an earlier call wrote.</summary>
    RunsWritten = 8,

    /// <summary>It builds, tests, formats or shows, as developers do all day.</summary>
    Everyday = 16,

    /// <summary>It packs files, or a whole database, into one file outside of the project.</summary>
    Collects = 32,

    /// <summary>It names a file into which an earlier call packed others.</summary>
    NamesCollected = 64,

    /// <summary>It writes a file of no told kind that another machine sent.</summary>
    Fetches = 128,

    /// <summary>It runs a file by its path.</summary>
    Launches = 256,

    /// <summary>It takes all that a table has about people, or what a user copied and did not show.</summary>
    TakesPrivate = 512,

    /// <summary>It gives something to somebody, and does not only ask for something.</summary>
    Sends = 1024,

    /// <summary>It reads a file that holds secrets, whatever the tool is called.</summary>
    TakesSecret = 2048,

    /// <summary>It may run what it names; it does if an earlier call wrote that.</summary>
    MayRun = 4096,

    /// <summary>It reads a file of a project in which secrets are kept as often as not.</summary>
    TakesSettings = 8192,

    /// <summary>What it gives can be more than a remark in plain words.</summary>
    Carries = 16384,
}
