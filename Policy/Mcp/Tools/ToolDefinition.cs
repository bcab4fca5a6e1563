using System.Collections.Immutable;

namespace Pipelock.Policy.Mcp.Tools;

/// <summary>What is kept of a tool's definition.</summary>
/// <param name="Hash">Hash of everything an agent is told about the tool.</param>
/// <param name="Description">Its description, for telling what changed; null when not known.</param>
/// <param name="Parameters">The names of its parameters.</param>
internal sealed record ToolDefinition(string Hash, string? Description, ImmutableArray<string> Parameters);
