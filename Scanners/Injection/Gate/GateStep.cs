namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One clause of one branch, with what following the branch needs to know.</summary>
/// <param name="Branch">Index of the branch; of several that begin with the same clause, any.</param>
/// <param name="Index">Index of the clause among those of all branches.</param>
/// <param name="Previous">Index of the clause before it; its own where it is the first.</param>
/// <param name="Width">The most bytes a match of the branch takes.</param>
/// <param name="IsLast">It is the last one of its branch.</param>
/// <param name="AwaitsSign">A single sign fulfils the next clause.</param>
internal readonly record struct GateStep(
    int Branch, int Index, int Previous, int Width, bool IsLast, bool AwaitsSign);
