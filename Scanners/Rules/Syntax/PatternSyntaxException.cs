namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>A pattern is not RE2 syntax, or uses a part of it that byte matching cannot express.</summary>
public sealed class PatternSyntaxException : Exception
{
    /// <summary>Says what is wrong, and where.</summary>
    public PatternSyntaxException(int position, string message)
        : base(message) => Position = position;

    /// <summary>Character offset in the pattern.</summary>
    public int Position { get; }
}
