namespace Pipelock.Config.Tests.Validation;

public class AgentRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "agents: {'': {}}", "agents.\"\"", "must have a name" },
        { "agents: {one: {listeners: [nowhere]}}", "agents.one.listeners[0]", "host:port" },
        { "agents: {one: {mode: lax}}", "agents.one.mode", "strict" },
        { "agents: {one: {api_allowlist: ['a/b']}}", "agents.one.api_allowlist[0]", "without scheme" },
        { "agents: {one: {allowed_addresses: ['']}}", "agents.one.allowed_addresses[0]", "must not be empty" },
        {
            "agents: {one: {dlp: {patterns: [{name: a, regex: '('}]}}}",
            "agents.one.dlp.patterns[0].regex",
            "malformed"
        },
        { "agents: {one: {sandbox: {strict: true, best_effort: true}}}", "agents.one.sandbox.strict", "exclude" },
        { "agents: {one: {source_cidrs: [10.0.0.1]}}", "agents.one.source_cidrs[0]", "address range" },
        {
            "agents: {a: {source_cidrs: [10.0.0.0/8]}, b: {source_cidrs: [192.0.2.0/24, 10.1.0.0/16]}}",
            "agents.b.source_cidrs[1]",
            "overlaps a range of agents.a"
        },
        {
            "agents: {a: {source_cidrs: [10.1.0.0/16]}, b: {source_cidrs: [10.0.0.0/8]}}",
            "agents.b.source_cidrs[0]",
            "overlaps a range of agents.a"
        },
        {
            "agents: {one: {rate_limit: {max_requests_per_minute: -1}}}",
            "agents.one.rate_limit.max_requests_per_minute",
            "0"
        },
        { "agents: {one: {budget: {max_bytes_per_session: -1}}}", "agents.one.budget.max_bytes_per_session", "0" },
        { "agents: {one: {budget: {dow_action: ask}}}", "agents.one.budget.dow_action", "warn" },
        {
            "agents: {one: {budget: {cost_multipliers: {a.example: -1}}}}",
            "agents.one.budget.cost_multipliers.\"a.example\"",
            "must not be negative"
        },
    };

    public static TheoryData<string> Accepted =>
    [
        "agents: {_default: {}, one: {mode: strict, enforce: false, api_allowlist: [], source_cidrs: " +
            "[10.0.0.0/9, 10.0.0.0/16]}, two: {source_cidrs: [10.128.0.0/9, 'fd00::/8']}}",
        "agents: {one: {budget: {max_tool_calls_per_session: 5, cost_multipliers: {a.example: 2.5}, dow_action: ''}}}",
        "agents: {one: }",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
