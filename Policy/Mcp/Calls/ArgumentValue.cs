using System.Text.Json;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>One value among the arguments of a call.</summary>
/// <param name="Start">Where its text begins.</param>
/// <param name="Length">How long its text is.</param>
/// <param name="Key">The name it stands under; -1 when there is none.</param>
/// <param name="Type">What it is.</param>
internal readonly record struct ArgumentValue(int Start, int Length, int Key, JsonTokenType Type);
