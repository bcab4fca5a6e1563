namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>What the arguments of a call show that is no offence by itself; chains are made of these.</summary>
[Flags]
internal enum CallSignals : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It touches credentials, or what leads to them.</summary>
    Sensitive = 1,

    /// <summary>It prints the environment.</summary>
    Environment = 2,

    /// <summary>It talks to another machine.</summary>
    Network = 4,

    /// <summary>It makes a file executable.</summary>
    Executable = 8,

    /// <summary>It looks around.</summary>
    Reconnaissance = 16,

    /// <summary>It makes something run later, or at every start.</summary>
    Persist = 32,

    /// <summary>It reads a file, or columns, that hold nothing but secrets.</summary>
    SecretFile = 64,

    /// <summary>It packs files, or a whole database, into one file outside of the project.</summary>
    Collects = 128,

    /// <summary>It writes a program that another machine sent.</summary>
    Downloads = 256,

    /// <summary>It writes a file of no told kind that another machine sent.</summary>
    Fetches = 512,

    /// <summary>It runs a file by its path.</summary>
    Launches = 1024,

    /// <summary>It takes all that a table has about people.</summary>
    TakesTable = 2048,

    /// <summary>It reads a file of a project in which secrets are kept as often as not.</summary>
    SecretPath = 4096,
}
