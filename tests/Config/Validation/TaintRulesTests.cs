namespace Pipelock.Config.Tests.Validation;

public class TaintRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "taint: {policy: lax}", "taint.policy", "permissive" },
        { "taint: {recent_sources: -1}", "taint.recent_sources", "0" },
        { "taint: {protected_paths: ['']}", "taint.protected_paths[0]", "must not be empty" },
        { "taint: {protected_paths: ['[']}", "taint.protected_paths[0]", "malformed glob" },
        { "taint: {elevated_paths: ['[b-a]']}", "taint.elevated_paths[0]", "malformed glob" },
        { "taint: {elevated_paths: ['a\\']}", "taint.elevated_paths[0]", "lone backslash" },
        {
            "taint: {trust_overrides: [{expires_at: 2030-01-01T00:00:00Z}]}",
            "taint.trust_overrides[0].scope",
            "action or source"
        },
        {
            "taint: {trust_overrides: [{scope: task, expires_at: 2030-01-01T00:00:00Z}]}",
            "taint.trust_overrides[0].scope",
            "source"
        },
        {
            "taint: {trust_overrides: [{scope: source, expires_at: 2030-01-01T00:00:00Z}]}",
            "taint.trust_overrides[0].source_match",
            "is required"
        },
        {
            "taint: {trust_overrides: [{scope: action, expires_at: 2030-01-01T00:00:00Z}]}",
            "taint.trust_overrides[0].action_match",
            "is required"
        },
        {
            "taint: {trust_overrides: [{scope: action, action_match: 'a['  , expires_at: 2030-01-01T00:00:00Z}]}",
            "taint.trust_overrides[0].action_match",
            "malformed glob"
        },
        {
            "taint: {trust_overrides: [{scope: action, action_match: a}]}",
            "taint.trust_overrides[0].expires_at",
            "is required"
        },
        {
            "taint: {trust_overrides: [{scope: action, action_match: a, expires_at: tomorrow}]}",
            "taint.trust_overrides[0].expires_at",
            "point in time"
        },
    };

    public static TheoryData<string> Accepted =>
    [
        "taint: {protected_paths: []}",
        "taint: {protected_paths: ['*/[^a-c]x', '\\[']}",
        "taint: {trust_overrides: [{scope: source, source_match: '*.example', expires_at: 2030-01-01T00:00:00Z, " +
            "granted_by: me, reason: test}]}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
