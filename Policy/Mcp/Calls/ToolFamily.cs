namespace Pipelock.Policy.Mcp.Calls;

/// <summary>What the name of a tool says about how its arguments are to be read.</summary>
internal enum ToolFamily : byte
{
    /// <summary>Nothing: only the form of an argument tells what it is.</summary>
    Other,

    /// <summary>It is a shell: every argument is a command, except for what explains it.</summary>
    Shell,

    /// <summary>It runs something: arguments that are no prose are commands.</summary>
    Runner,

    /// <summary>It writes: its paths are written to.</summary>
    Writer,

    /// <summary>It moves or copies: its paths are read and written to.</summary>
    Mover,

    /// <summary>It reads: its paths are read.</summary>
    Reader,

    /// <summary>It searches, sends, plans or remembers: text that looks like a command is only text.</summary>
    Talker,
}
