namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>What a text among the arguments is; a pattern is meant for some of these.</summary>
[Flags]
internal enum TextContext : byte
{
    /// <summary>Something to be read by people, or nothing known: no built-in pattern is meant for it.</summary>
    None = 0,

    /// <summary>A command line, or a part of one.</summary>
    Command = 1,

    /// <summary>A path that is read.</summary>
    Read = 2,

    /// <summary>A path that is written to.</summary>
    Write = 4,

    /// <summary>The name of the tool with its arguments behind it, written like a command.</summary>
    Call = 8,

    /// <summary>A command line as a shell reads it, where that is not how it is written.</summary>
    Disguised = 16,

    /// <summary>What a program takes apart: SQL, a template, code, a name.</summary>
    Value = 32,
}
