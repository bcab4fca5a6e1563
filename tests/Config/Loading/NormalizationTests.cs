using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Loading;

public class NormalizationTests
{
    public static TheoryData<string, string> Spellings => new()
    {
        { "api_allowlist: [' API.Example.COM. ']", "api_allowlist = [api.example.com]" },
        {
            "fetch_proxy: {monitoring: {blocklist: ['*.Bad.Example']}}",
            "fetch_proxy.monitoring.blocklist = [*.bad.example]"
        },
        {
            "upstream_proxy: {no_proxy: [.Corp.Example, LOCALHOST]}",
            "upstream_proxy.no_proxy = [.corp.example, localhost]"
        },
        { "agents: {one: {api_allowlist: [A.Example]}}", "agents.one.api_allowlist = [a.example]" },
        { "agents: {one: {api_allowlist: []}}", "agents.one.api_allowlist = []" },
        { "agents: {one: {mode: strict}}", "agents.one.api_allowlist = (unset)" },
        { "canary_tokens: {tokens: [{name: a, value: ' 12345678 '}]}", "canary_tokens.tokens[0].value = 12345678" },
        {
            "media_policy: {allowed_image_types: [' Image/PNG; q=1']}",
            "media_policy.allowed_image_types = [image/png]"
        },
        { "media_policy: {allowed_image_types: []}", "media_policy.allowed_image_types = [image/png, image/jpeg]" },
        {
            "adaptive_enforcement: {levels: {elevated: {upgrade_warn: ''}}}",
            "adaptive_enforcement.levels.elevated.upgrade_warn = \"\""
        },
        {
            "adaptive_enforcement: {levels: {elevated: {upgrade_ask: block}}}",
            "adaptive_enforcement.levels.elevated.upgrade_warn = block"
        },
        {
            "adaptive_enforcement: {levels: {critical: {upgrade_ask: null}}}",
            "adaptive_enforcement.levels.critical.upgrade_ask = block"
        },
        { "request_body_scanning: {action: ''}", "request_body_scanning.action = (unset)" },
        { "taint: {protected_paths: []}", "taint.protected_paths = []" },
        { "internal: []", "internal = []" },
    };

    public static TheoryData<string, string> Zeros => new()
    {
        { "fetch_proxy: {timeout_seconds: 0}", "fetch_proxy.timeout_seconds = 30" },
        { "dlp: {min_env_secret_length: 0}", "dlp.min_env_secret_length = 16" },
        {
            "response_scanning: {sse_streaming: {max_event_bytes: 0}}",
            "response_scanning.sse_streaming.max_event_bytes = 1048576"
        },
        { "media_policy: {max_image_bytes: 0}", "media_policy.max_image_bytes = 5242880" },
        {
            "fetch_proxy: {monitoring: {max_requests_per_minute: 0}}",
            "fetch_proxy.monitoring.max_requests_per_minute = 0"
        },
    };

    [Theory, MemberData(nameof(Spellings))]
    public void Every_value_has_one_spelling(string yaml, string line) =>
        Assert.Contains(line, OptionsText.Lines(TemporaryConfig.Yaml(yaml).Options));

    [Theory, MemberData(nameof(Zeros))]
    public void A_zero_is_the_default_only_where_the_format_says_so(string yaml, string line) =>
        Assert.Contains(line, OptionsText.Lines(TemporaryConfig.Yaml(yaml).Options));
}
