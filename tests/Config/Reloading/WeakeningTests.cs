using Pipelock.Config.Options;
using Pipelock.Config.Reloading;

namespace Pipelock.Config.Tests.Reloading;

/// <summary>Which changes protect less: each is named by its key, and the way back is none.</summary>
public sealed class WeakeningTests
{
    public static TheoryData<string, string, string> Steps => new()
    {
        { "mode: strict\napi_allowlist: [a.example]", "mode: balanced", "mode" },
        { "mode: balanced", "mode: audit", "mode" },
        { "", "enforce: false", "enforce" },
        { "", "internal: []", "internal" },
        { "", "dlp: { include_defaults: false }", "dlp.include_defaults" },
        { "dlp: { patterns: [{ name: a, regex: 'abc' }] }", "dlp: { patterns: [{ name: a, regex: 'abcd' }] }",
            "dlp.patterns" },
        { "dlp: { patterns: [{ name: a, regex: 'abc' }] }", "", "dlp.patterns" },
        { "", "response_scanning: { enabled: false }", "response_scanning" },
        { "response_scanning: { action: block }", "response_scanning: { action: warn }", "response_scanning.action" },
        { "", "response_scanning: { exempt_domains: [a.example] }", "response_scanning.exempt_domains" },
        { "", "request_body_scanning: { enabled: false }", "request_body_scanning" },
        {
            "request_body_scanning: { action: block }", "request_body_scanning: { action: warn }",
            "request_body_scanning.action"
        },
        { "", "trusted_domains: [a.example]", "trusted_domains" },
        { "", "ssrf: { ip_allowlist: ['10.0.0.0/8'] }", "ssrf.ip_allowlist" },
        { "", "suppress: [{ rule: a, host: b.example, reason: c }]", "suppress" },
        { "", "seed_phrase_detection: { min_words: 24 }", "seed_phrase_detection.min_words" },
        { "session_profiling: { enabled: true }", "", "session_profiling" },
        {
            "session_profiling: { enabled: true }\nadaptive_enforcement: { enabled: true, escalation_threshold: 3 }",
            "session_profiling: { enabled: true }\nadaptive_enforcement: { enabled: true, escalation_threshold: 5 }",
            "adaptive_enforcement.escalation_threshold"
        },
        { "kill_switch: { sentinel_file: /tmp/stop }", "", "kill_switch.sentinel_file" },
        { "emit: { webhook: { url: 'http://a.example/' } }", "", "emit.webhook" },
        {
            "fetch_proxy: { monitoring: { entropy_threshold: 4 } }",
            "fetch_proxy: { monitoring: { entropy_threshold: 5 } }",
            "fetch_proxy.monitoring.entropy_threshold"
        },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_down_is_named_by_its_key(string before, string after, string key)
    {
        Assert.Contains(Of(before, after), sentence => sentence.StartsWith($"{key}: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void The_way_back_is_no_weakening_of_that_key(string before, string after, string key)
    {
        // A changed pattern is unknown in both directions.
        if (key == "dlp.patterns" && after.Length > 0) return;
        Assert.DoesNotContain(Of(after, before), sentence => sentence.StartsWith($"{key}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_configuration_is_none()
    {
        Assert.Empty(Weakening.Of(new PipelockOptions(), new PipelockOptions()));
    }

    [Fact]
    public void No_entry_of_a_list_is_told()
    {
        var sentences = Of("dlp: { patterns: [{ name: mine, regex: 'hush-[0-9]+' }] }", "");

        Assert.DoesNotContain(sentences, sentence => sentence.Contains("hush", StringComparison.Ordinal));
    }

    private static System.Collections.Immutable.ImmutableArray<string> Of(string before, string after) =>
        Weakening.Of(RestartOnlyKeysTests.Load(before), RestartOnlyKeysTests.Load(after));
}
