namespace Pipelock.Scanners.Hyperscan;

/// <summary>Hyperscan refused an expression.</summary>
public sealed class HyperscanCompileException : Exception
{
    /// <summary>Records which expression was refused and why.</summary>
    /// <param name="expressionIndex">Position in the list given to the compiler, or -1 if no single one is at
    /// fault.</param>
    /// <param name="detail">The library's own sentence.</param>
    public HyperscanCompileException(int expressionIndex, string detail)
        : base(detail) => ExpressionIndex = expressionIndex;

    /// <summary>Position in the list given to the compiler; -1 if no single expression is at fault.</summary>
    public int ExpressionIndex { get; }
}
