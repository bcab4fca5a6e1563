using Pipelock.Config.Document;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>Everything about MCP tools except the policy: binding, chains, integrity, provenance.</summary>
internal static class ToolRules
{
    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        if (options.McpSessionBinding.Enabled)
        {
            sink.Require(
                options.McpToolScanning.Enabled,
                "mcp_session_binding.enabled",
                "requires mcp_tool_scanning.enabled to be true");
        }

        CheckChains(options.ToolChainDetection, sink);
        if (options.McpBinaryIntegrity.Enabled)
        {
            sink.Required(
                "mcp_binary_integrity.manifest_path",
                options.McpBinaryIntegrity.ManifestPath,
                "when mcp_binary_integrity.enabled is true");
        }

        CheckProvenance(options.McpToolProvenance, sink);
    }

    private static void CheckChains(ToolChainDetectionOptions chains, ValidationSink sink)
    {
        const string Patterns = "tool_chain_detection.custom_patterns";
        if (chains.Enabled)
        {
            sink.Positive("tool_chain_detection.window_size", chains.WindowSize);
            sink.Positive("tool_chain_detection.window_seconds", chains.WindowSeconds);
        }

        foreach (var (category, tools) in chains.ToolCategories)
            sink.NotBlank(KeyPaths.Child("tool_chain_detection.tool_categories", category), tools);
        for (var i = 0; i < chains.CustomPatterns.Length; i++)
        {
            var key = KeyPaths.Element(Patterns, i);
            sink.Required($"{key}.name", chains.CustomPatterns[i].Name);
            sink.Require(
                chains.CustomPatterns[i].Sequence.Length >= 2, $"{key}.sequence", "needs at least two categories");
            sink.Require(
                chains.CustomPatterns[i].Sequence.Length <= ToolChainPatternOptions.MaxSteps, $"{key}.sequence",
                $"has more than {ToolChainPatternOptions.MaxSteps} categories");
            sink.NotBlank($"{key}.sequence", chains.CustomPatterns[i].Sequence);
        }

        var own = chains.ToolCategories.Keys.Concat(chains.CustomPatterns.SelectMany(one => one.Sequence))
            .Except(ToolChainDetectionOptions.BuiltInCategories, StringComparer.Ordinal)
            .Distinct(StringComparer.Ordinal);
        var most = ToolChainDetectionOptions.MaxCategories - ToolChainDetectionOptions.BuiltInCategories.Length;
        sink.Require(own.Count() <= most, "tool_chain_detection.tool_categories", $"names more than {most} categories");
    }

    private static void CheckProvenance(McpToolProvenanceOptions provenance, ValidationSink sink)
    {
        var keys = provenance.TrustedKeys;
        sink.Each(
            "mcp_tool_provenance.trusted_keys",
            keys,
            key => ValueChecks.IsHexKey(key.ToLowerInvariant()) ? null : "must be 64 hexadecimal digits");
        sink.NotBlank("mcp_tool_provenance.trusted_issuers", provenance.TrustedIssuers);
        sink.NotBlank("mcp_tool_provenance.trusted_subjects", provenance.TrustedSubjects);
    }
}
