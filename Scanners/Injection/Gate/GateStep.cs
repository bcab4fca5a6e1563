using System.Buffers;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>One clause of one branch, with what following the branch needs to know.</summary>
/// <param name="Branch">Index of the branch; of several that begin with the same clauses, any.</param>
/// <param name="Index">Index of the clause among those of all branches.</param>
/// <param name="Previous">Index of the clause before it; its own where it is the first.</param>
/// <param name="Gap">So many bytes at most from the end of the word before to the end of this one's.</param>
/// <param name="Outside">What cannot stand between these two words; null where anything can.</param>
/// <param name="IsLast">It is the last one of its branch.</param>
/// <param name="SignReach">So near behind it a single sign fulfils the next clause; 0 where none does.</param>
internal readonly record struct GateStep(
    int Branch, int Index, int Previous, int Gap, SearchValues<byte>? Outside, bool IsLast, int SignReach);
