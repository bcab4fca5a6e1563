namespace Pipelock.Policy.Mcp.Tools;

/// <summary>How a tool's definition differs from the good one, in words that quote none of it.</summary>
/// <remarks>What a server writes may be an attack or hold a secret, so only sizes and numbers are told.</remarks>
/// <param name="Detail">The differences.</param>
internal sealed record ToolChange(string Detail)
{
    /// <summary>Tells the differences.</summary>
    public static ToolChange Between(ToolDefinition good, ToolDefinition now)
    {
        if (good.Description is null)
            return new ToolChange("differs from the accepted definition");
        List<string> parts = [];
        if (good.Description != now.Description)
            parts.Add($"description {good.Description.Length} to {now.Description?.Length ?? 0} characters");
        var added = now.Parameters.Except(good.Parameters, StringComparer.Ordinal).Count();
        var removed = good.Parameters.Except(now.Parameters, StringComparer.Ordinal).Count();
        if (added > 0)
            parts.Add($"{added} parameter(s) added");
        if (removed > 0)
            parts.Add($"{removed} parameter(s) removed");
        return new ToolChange(parts.Count > 0 ? string.Join(", ", parts) : "schema or annotations changed");
    }
}
