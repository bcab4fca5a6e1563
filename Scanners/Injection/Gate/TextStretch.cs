namespace Pipelock.Scanners.Injection.Gate;

/// <summary>A part of a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal readonly record struct TextStretch(int Start, int End);
