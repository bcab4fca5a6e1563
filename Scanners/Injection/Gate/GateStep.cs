namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One clause of one branch, with what following the branch needs to know.</summary>
/// <param name="Branch">Index of the branch.</param>
/// <param name="Index">Index of the clause among those of all branches.</param>
/// <param name="Width">The most bytes a match of the branch takes.</param>
/// <param name="IsFirst">It is the first clause of its branch.</param>
/// <param name="IsLast">It is the last one.</param>
/// <param name="AwaitsSign">A single sign fulfils the next clause.</param>
internal readonly record struct GateStep(
    int Branch, int Index, int Width, bool IsFirst, bool IsLast, bool AwaitsSign);
