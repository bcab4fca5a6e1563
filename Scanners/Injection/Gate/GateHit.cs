namespace Pipelock.Scanners.Injection.Gate;

/// <summary>A phrase that has all of its words near each other.</summary>
/// <param name="Branch">Which way of matching it.</param>
/// <param name="End">Where the last of the words ends.</param>
internal readonly record struct GateHit(int Branch, int End);
