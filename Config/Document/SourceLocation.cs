namespace Pipelock.Config.Document;

/// <summary>A place in a configuration file. Lines and columns count from 1; the default value means
/// "nowhere".</summary>
/// <param name="Line">Line, from 1; 0 when the place is unknown.</param>
/// <param name="Column">Column in characters, from 1; 0 when the place is unknown.</param>
public readonly record struct SourceLocation(int Line, int Column)
{
    /// <summary>No place in any file, for example a value that came from the environment.</summary>
    public static SourceLocation None => default;

    /// <summary>True when this names a place.</summary>
    public bool IsKnown => Line > 0;

    /// <summary>The place as <c>line:column</c>, as compilers write it; empty when unknown.</summary>
    public override string ToString() => IsKnown ? $"{Line}:{Column}" : "";
}
