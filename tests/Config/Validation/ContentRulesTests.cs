namespace Pipelock.Config.Tests.Validation;

public class ContentRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "response_scanning: {action: ask, ask_timeout_seconds: 0}",
            "response_scanning.ask_timeout_seconds",
            "greater than 0"
        },
        { "response_scanning: {action: drop}", "response_scanning.action", "strip" },
        { "response_scanning: {patterns: [{name: a}]}", "response_scanning.patterns[0].regex", "is required" },
        { "response_scanning: {patterns: [{regex: a}]}", "response_scanning.patterns[0].name", "is required" },
        {
            "response_scanning: {patterns: [{name: a, regex: '[z-a]'}]}",
            "response_scanning.patterns[0].regex",
            "malformed"
        },
        {
            "response_scanning: {patterns: [{name: a, regex: b}, {name: a, regex: b}]}",
            "response_scanning.patterns[1].name",
            "repeats"
        },
        { "response_scanning: {sse_streaming: {action: strip}}", "response_scanning.sse_streaming.action", "warn" },
        {
            "response_scanning: {sse_streaming: {max_event_bytes: -1}}",
            "response_scanning.sse_streaming.max_event_bytes",
            "0"
        },
        { "request_body_scanning: {action: ask}", "request_body_scanning.action", "warn" },
        { "request_body_scanning: {max_body_bytes: 0}", "request_body_scanning.max_body_bytes", "1" },
        { "request_body_scanning: {header_mode: some}", "request_body_scanning.header_mode", "sensitive" },
        {
            "request_body_scanning: {sensitive_headers: ['']}",
            "request_body_scanning.sensitive_headers[0]",
            "header name"
        },
        {
            "request_body_scanning: {sensitive_headers: [Cookie, 'X Key']}",
            "request_body_scanning.sensitive_headers[1]",
            "header name"
        },
        {
            "request_body_scanning: {ignore_headers: ['Host:']}",
            "request_body_scanning.ignore_headers[0]",
            "header name"
        },
        { "seed_phrase_detection: {min_words: 13}", "seed_phrase_detection.min_words", "12, 15, 18, 21 or 24" },
        { "address_protection: {action: ask}", "address_protection.action", "warn" },
        { "address_protection: {unknown_action: ask}", "address_protection.unknown_action", "allow" },
        {
            "address_protection: {allowed_addresses: ['']}",
            "address_protection.allowed_addresses[0]",
            "must not be empty"
        },
        {
            "address_protection: {enabled: true, chains: {eth: false, btc: false, bnb: false}}",
            "address_protection.chains",
            "at least one currency"
        },
        {
            "address_protection: {enabled: true, similarity: {prefix_length: 0}}",
            "address_protection.similarity.prefix_length",
            "greater than 0"
        },
        {
            "address_protection: {enabled: true, similarity: {suffix_length: 0}}",
            "address_protection.similarity.suffix_length",
            "greater than 0"
        },
        { "cross_request_detection: {enabled: true}", "cross_request_detection.enabled", "entropy_budget.enabled or" },
        {
            "cross_request_detection: {enabled: true, entropy_budget: {enabled: true, bits_per_window: 0}}",
            "cross_request_detection.entropy_budget.bits_per_window",
            "greater than 0"
        },
        {
            "cross_request_detection: {enabled: true, entropy_budget: {enabled: true, window_minutes: 0}}",
            "cross_request_detection.entropy_budget.window_minutes",
            "greater than 0"
        },
        {
            "cross_request_detection: {enabled: true, fragment_reassembly: {enabled: true, max_buffer_bytes: 0}}",
            "cross_request_detection.fragment_reassembly.max_buffer_bytes",
            "greater than 0"
        },
        {
            "cross_request_detection: {enabled: true, fragment_reassembly: {enabled: true, window_minutes: 0}}",
            "cross_request_detection.fragment_reassembly.window_minutes",
            "greater than 0"
        },
    };

    public static TheoryData<string, string, string> Warned => new()
    {
        {
            "response_scanning: {enabled: false, exempt_domains: [a.example]}",
            "response_scanning.exempt_domains",
            "no effect"
        },
    };

    public static TheoryData<string> Accepted =>
    [
        "response_scanning: {ask_timeout_seconds: 0}",
        "response_scanning: {action: ''}",
        "request_body_scanning: {max_body_bytes: 5242880, action: block, header_mode: all}",
        "seed_phrase_detection: {min_words: 24}",
        "address_protection: {enabled: true, chains: {eth: false, btc: false}}",
        "cross_request_detection: {enabled: true, fragment_reassembly: {enabled: true}}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Warned))]
    public void Loads_with_a_warning(string yaml, string key, string reason) => Rule.Warns(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
