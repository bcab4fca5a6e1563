namespace Pipelock.Config.Tests.Validation;

public class ToolRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "mcp_input_scanning: {action: ask}", "mcp_input_scanning.action", "warn" },
        { "mcp_input_scanning: {on_parse_error: drop}", "mcp_input_scanning.on_parse_error", "forward" },
        { "mcp_tool_scanning: {action: redirect}", "mcp_tool_scanning.action", "warn" },
        { "mcp_session_binding: {enabled: true}", "mcp_session_binding.enabled", "requires mcp_tool_scanning.enabled" },
        { "mcp_session_binding: {unknown_tool_action: ask}", "mcp_session_binding.unknown_tool_action", "warn" },
        {
            "tool_chain_detection: {enabled: true, window_size: 0}",
            "tool_chain_detection.window_size",
            "greater than 0"
        },
        {
            "tool_chain_detection: {enabled: true, window_seconds: 0}",
            "tool_chain_detection.window_seconds",
            "greater than 0"
        },
        { "tool_chain_detection: {max_gap: -1}", "tool_chain_detection.max_gap", "0" },
        {
            "tool_chain_detection: {tool_categories: {exec: ['']}}",
            "tool_chain_detection.tool_categories.exec[0]",
            "must not be empty"
        },
        {
            "tool_chain_detection: {pattern_overrides: {read-then-exec: ask}}",
            "tool_chain_detection.pattern_overrides.read-then-exec",
            "warn"
        },
        {
            "tool_chain_detection: {custom_patterns: [{sequence: [read, exec]}]}",
            "tool_chain_detection.custom_patterns[0].name",
            "is required"
        },
        {
            "tool_chain_detection: {custom_patterns: [{name: a, sequence: [read]}]}",
            "tool_chain_detection.custom_patterns[0].sequence",
            "at least two"
        },
        {
            "tool_chain_detection: {custom_patterns: [{name: a, sequence: [a, b], severity: low}]}",
            "tool_chain_detection.custom_patterns[0].severity",
            "medium"
        },
        {
            $"tool_chain_detection: {{custom_patterns: [{{name: a, sequence: [{Same(65)}]}}]}}",
            "tool_chain_detection.custom_patterns[0].sequence",
            "more than 64"
        },
        {
            $"tool_chain_detection: {{custom_patterns: [{{name: a, sequence: [{Names(58)}]}}]}}",
            "tool_chain_detection.tool_categories",
            "more than 57"
        },
        { "a2a_scanning: {action: ask}", "a2a_scanning.action", "warn" },
        { "a2a_scanning: {max_contexts: 0}", "a2a_scanning.max_contexts", "1" },
        { "mcp_binary_integrity: {enabled: true}", "mcp_binary_integrity.manifest_path", "is required when" },
        { "mcp_tool_provenance: {mode: gpg}", "mcp_tool_provenance.mode", "sigstore" },
        { "mcp_tool_provenance: {trusted_keys: [abc]}", "mcp_tool_provenance.trusted_keys[0]", "64 hexadecimal" },
        {
            "mcp_tool_provenance: {trusted_issuers: ['']}",
            "mcp_tool_provenance.trusted_issuers[0]",
            "must not be empty"
        },
    };

    public static TheoryData<string> Accepted =>
    [
        "mcp_tool_scanning: {enabled: true}\nmcp_session_binding: {enabled: true}",
        "tool_chain_detection: {enabled: true, max_gap: 0, pattern_overrides: {read-then-exec: block}}",
        "tool_chain_detection: {custom_patterns: [{name: a, sequence: [read, exec], severity: critical, action: " +
            "block}]}",
        "mcp_tool_provenance: {trusted_keys: ['ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB']}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);

    private static string Same(int count) => string.Join(", ", Enumerable.Repeat("read", count));

    private static string Names(int count) => string.Join(", ", Enumerable.Range(0, count).Select(one => $"c{one}"));
}
