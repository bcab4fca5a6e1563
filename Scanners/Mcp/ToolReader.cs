#pragma warning disable CS9113, CA1822
using Pipelock.Scanners.Injection;

namespace Pipelock.Scanners.Mcp;

/// <summary>Reads the definitions of tools.</summary>
internal sealed class ToolReader(McpAnswers answers, InjectionEngine injection)
{
    internal ToolInventory Read(ReadOnlySpan<byte> resultJson) => ToolInventory.None;
}
