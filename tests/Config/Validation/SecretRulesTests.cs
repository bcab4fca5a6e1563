namespace Pipelock.Config.Tests.Validation;

public class SecretRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "dlp: {action: block}", "dlp.action", "is reserved" },
        { "dlp: {secrets_file: nowhere}", "dlp.secrets_file", "does not exist" },
        { "dlp: {secrets_file: .}", "dlp.secrets_file", "a directory" },
        { "dlp: {min_env_secret_length: -1}", "dlp.min_env_secret_length", "0" },
        { "dlp: {patterns: [{regex: a}]}", "dlp.patterns[0].name", "is required" },
        { "dlp: {patterns: [{name: a}]}", "dlp.patterns[0].regex", "is required" },
        { "dlp: {patterns: [{name: a, regex: '('}]}", "dlp.patterns[0].regex", "malformed at character" },
        {
            "dlp: {patterns: [{name: a, regex: b}, {name: a, regex: c}]}",
            "dlp.patterns[1].name",
            "repeats the value of dlp.patterns[0].name"
        },
        { "dlp: {patterns: [{name: a, regex: b, severity: terrible}]}", "dlp.patterns[0].severity", "critical" },
        { "dlp: {patterns: [{name: a, regex: b, validator: crc}]}", "dlp.patterns[0].validator", "luhn" },
        { "dlp: {patterns: [{name: a, regex: b, action: block}]}", "dlp.patterns[0].action", "warn" },
        { "canary_tokens: {enabled: true}", "canary_tokens.tokens", "at least one token" },
        { "canary_tokens: {tokens: [{value: 12345678}]}", "canary_tokens.tokens[0].name", "is required" },
        { "canary_tokens: {tokens: [{name: a}]}", "canary_tokens.tokens[0].value", "is required" },
        { "canary_tokens: {tokens: [{name: a, value: ' 1234567 '}]}", "canary_tokens.tokens[0].value", "at least 8" },
        {
            "canary_tokens: {tokens: [{name: a, value: 12345678}, {name: A, value: 87654321}]}",
            "canary_tokens.tokens[1].name",
            "repeats"
        },
        {
            "canary_tokens: {tokens: [{name: a, value: 12345678}, {name: b, value: ' 12345678'}]}",
            "canary_tokens.tokens[1].value",
            "repeats"
        },
        {
            "canary_tokens: {tokens: [{name: a, value: 12345678, env_var: 1A}]}",
            "canary_tokens.tokens[0].env_var",
            "environment variable"
        },
        {
            "canary_tokens: {tokens: [{name: a, value: 12345678, env_var: A-B}]}",
            "canary_tokens.tokens[0].env_var",
            "environment variable"
        },
    };

    public static TheoryData<string, string, string> Warned => new()
    {
        { "dlp: {include_defaults: false}", "dlp.include_defaults", "only the core rules" },
    };

    public static TheoryData<string> Accepted =>
    [
        "dlp: {patterns: [{name: a, regex: b, severity: low, validator: mod97, action: warn}]}",
        "dlp: {patterns: [{name: a, regex: b, validator: '', action: ''}]}",
        "dlp: {action: ''}",
        "canary_tokens: {enabled: true, tokens: [{name: a, value: 12345678, env_var: _A1}]}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Warned))]
    public void Loads_with_a_warning(string yaml, string key, string reason) => Rule.Warns(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
