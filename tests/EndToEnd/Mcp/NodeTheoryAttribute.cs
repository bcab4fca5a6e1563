namespace Pipelock.EndToEnd.Tests.Mcp;

/// <summary>A test that needs node; skipped, with the reason, where it is missing.</summary>
internal sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute()
    {
        if (!NodeLab.IsAvailable) Skip = "node and npm are not installed";
    }
}
