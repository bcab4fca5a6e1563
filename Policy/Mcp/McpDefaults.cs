using Pipelock.Config.Options;

namespace Pipelock.Policy.Mcp;

/// <summary>What protects MCP traffic where the operator said nothing about it.</summary>
/// <remarks>A section counts as not configured when it is off and names neither an action nor rules.</remarks>
internal static class McpDefaults
{
    /// <summary>The configuration with the sections in force for MCP.</summary>
    public static PipelockOptions Apply(PipelockOptions options) => options with
    {
        McpInputScanning = options.McpInputScanning is { Enabled: false, Action: null }
            ? options.McpInputScanning with { Enabled = true, Action = BlockAction.Block }
            : options.McpInputScanning,
        McpToolScanning = options.McpToolScanning is { Enabled: false, Action: null }
            ? options.McpToolScanning with { Enabled = true, Action = BlockAction.Warn, DetectDrift = true }
            : options.McpToolScanning,
        McpToolPolicy = UsesBuiltIns(options.McpToolPolicy)
            ? options.McpToolPolicy with { Enabled = true, Action = ToolPolicyAction.Warn }
            : options.McpToolPolicy,
    };

    /// <summary>The operator wrote something about MCP that can be wrong in itself.</summary>
    public static bool HasOwnRules(PipelockOptions options) =>
        !options.McpToolPolicy.Rules.IsEmpty
        || !options.ToolChainDetection.CustomPatterns.IsEmpty || !options.ToolChainDetection.ToolCategories.IsEmpty
        || options.Agents.Values.Any(agent => agent.McpToolPolicy is not null);

    /// <summary>True for a policy that nobody configured: it gets the built-in rules.</summary>
    public static bool UsesBuiltIns(McpToolPolicyOptions policy) =>
        policy is { Enabled: false, Action: null, Rules.IsEmpty: true };
}
