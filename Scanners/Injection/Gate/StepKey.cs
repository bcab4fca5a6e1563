namespace Pipelock.Scanners.Injection.Gate;

/// <summary>What of a <see cref="GateStep"/> is asked for every time that one of its words is seen.</summary>
/// <remarks>Common words have a hundred steps, of which hardly one is near: these lie beside each other.</remarks>
/// <param name="Previous">Index of the clause before it.</param>
/// <param name="Gap">So many bytes at most from the end of the word before to the end of this one's.</param>
internal readonly record struct StepKey(ushort Previous, ushort Gap);
