namespace Pipelock.Config.Tests.Validation;

public class ToolPolicyRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "mcp_tool_policy: {enabled: true}", "mcp_tool_policy.rules", "at least one rule" },
        { "mcp_tool_policy: {action: later}", "mcp_tool_policy.action", "redirect" },
        { "mcp_tool_policy: {rules: [{tool_pattern: a}]}", "mcp_tool_policy.rules[0].name", "is required" },
        { "mcp_tool_policy: {rules: [{name: a}]}", "mcp_tool_policy.rules[0].tool_pattern", "is required" },
        {
            "mcp_tool_policy: {rules: [{name: a, tool_pattern: '+'}]}",
            "mcp_tool_policy.rules[0].tool_pattern",
            "malformed"
        },
        {
            "mcp_tool_policy: {rules: [{name: a, tool_pattern: a, arg_pattern: '('}]}",
            "mcp_tool_policy.rules[0].arg_pattern",
            "malformed"
        },
        {
            "mcp_tool_policy: {rules: [{name: a, tool_pattern: a, arg_key: '(', arg_pattern: b}]}",
            "mcp_tool_policy.rules[0].arg_key",
            "malformed"
        },
        {
            "mcp_tool_policy: {rules: [{name: a, tool_pattern: a, arg_key: b}]}",
            "mcp_tool_policy.rules[0].arg_pattern",
            "is required with arg_key"
        },
        {
            "mcp_tool_policy: {rules: [{name: a, tool_pattern: a, action: redirect}]}",
            "mcp_tool_policy.rules[0].redirect_profile",
            "is required when"
        },
        {
            "mcp_tool_policy: {action: redirect, rules: [{name: a, tool_pattern: a}]}",
            "mcp_tool_policy.rules[0].redirect_profile",
            "is required when"
        },
        {
            "mcp_tool_policy: {rules: [{name: a, tool_pattern: a, action: redirect, redirect_profile: r}]}",
            "mcp_tool_policy.rules[0].redirect_profile",
            "names no profile"
        },
        {
            "mcp_tool_policy: {redirect_profiles: {r: {}}}",
            "mcp_tool_policy.redirect_profiles.r.exec",
            "needs a program"
        },
        {
            "mcp_tool_policy: {redirect_profiles: {r: {exec: ['']}}}",
            "mcp_tool_policy.redirect_profiles.r.exec",
            "needs a program"
        },
        {
            "mcp_tool_policy: {redirect_profiles: {r: {exec: [tool], match_abs_path: true}}}",
            "mcp_tool_policy.redirect_profiles.r.exec",
            "absolute path"
        },
        {
            "agents: {one: {mcp_tool_policy: {enabled: true}}}",
            "agents.one.mcp_tool_policy.rules",
            "at least one rule"
        },
    };

    public static TheoryData<string> Accepted =>
    [
        "mcp_tool_policy: {enabled: true, rules: [{name: a, tool_pattern: '^bash$', arg_key: '^cmd$', " +
            "arg_pattern: 'rm\\s+-rf', action: block}]}",
        "mcp_tool_policy: {rules: [{name: a, tool_pattern: a, action: redirect, redirect_profile: r}], " +
            "redirect_profiles: {r: {exec: [/bin/tool], match_abs_path: true}}}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
