namespace Pipelock.Micro.Scanners;

/// <summary>One row: a scan, and what it may cost as a multiple of a plain one.</summary>
/// <param name="Name">What is scanned.</param>
/// <param name="Bar">The most it may cost.</param>
/// <param name="Baseline">The plain scan, or the scan of clean text for hostile ones.</param>
/// <param name="Measured">The scan.</param>
internal sealed record RatioCase(string Name, double Bar, Func<int> Baseline, Func<int> Measured);
