namespace Pipelock.Policy.Mcp.Calls;

/// <summary>One name among the arguments of a call.</summary>
/// <param name="Start">Where its text begins.</param>
/// <param name="Length">How long its text is.</param>
/// <param name="Parent">The name it stands below; -1 when there is none.</param>
/// <param name="Role">What it says about the values below it.</param>
internal readonly record struct ArgumentKey(int Start, int Length, int Parent, ArgumentRole Role);
