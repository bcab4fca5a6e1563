using System.Collections.Immutable;

namespace Pipelock.Scanners.Mcp;

/// <summary>One tool as a server describes it.</summary>
/// <param name="Name">Its name; empty when there is none.</param>
/// <param name="DefinitionHash">
/// SHA-256, 64 hexadecimal digits, of everything but the name that an agent is told about it: members sorted, white
/// space and escapes undone, so that writing the same definition differently makes no difference.
/// </param>
/// <param name="Description">The description, for telling what changed; at most 16 KiB of it.</param>
/// <param name="Parameters">The names of its top-level parameters.</param>
/// <param name="Findings">What is wrong about it; each finding's place begins with <c>tool "NAME"</c>.</param>
public sealed record ListedTool(
    string Name,
    string DefinitionHash,
    string Description,
    ImmutableArray<string> Parameters,
    Findings Findings);
