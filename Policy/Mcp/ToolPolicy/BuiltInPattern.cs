namespace Pipelock.Policy.Mcp.ToolPolicy;

/// <summary>One pattern of the pack.</summary>
/// <param name="Rule">The rule it belongs to; -1 when it is a signal alone.</param>
/// <param name="Signal">What it shows.</param>
/// <param name="Contexts">The texts it is meant for.</param>
internal readonly record struct BuiltInPattern(int Rule, CallSignals Signal, TextContext Contexts);
