namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>The inline flags in force at a place in a pattern.</summary>
[Flags]
internal enum PatternFlags : byte
{
    /// <summary>RE2's defaults: case-sensitive, one line, the dot stops at a line feed.</summary>
    None = 0,

    /// <summary><c>(?i)</c></summary>
    Caseless = 1,

    /// <summary><c>(?m)</c></summary>
    MultiLine = 2,

    /// <summary><c>(?s)</c></summary>
    DotAll = 4,
}
