using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Loading;

/// <summary>Keys that operators mistype: the error names the key that was meant.</summary>
public class NearMissTests
{
    public static TheoryData<string, string, string> Keys => new()
    {
        { "moed: strict", "moed", "mode" },
        { "fetchproxy: {}", "fetchproxy", "fetch_proxy" },
        { "fetch-proxy: {}", "fetch-proxy", "fetch_proxy" },
        { "forward_proxy: {enable: true}", "forward_proxy.enable", "enabled" },
        { "forward_proxy: {idle_timeout_second: 5}", "forward_proxy.idle_timeout_second", "idle_timeout_seconds" },
        { "fetch_proxy: {monitoring: {blacklist: []}}", "fetch_proxy.monitoring.blacklist", "blocklist" },
        {
            "fetch_proxy: {monitoring: {entropy_treshold: 5}}",
            "fetch_proxy.monitoring.entropy_treshold",
            "entropy_threshold"
        },
        { "dlp: {pattern: []}", "dlp.pattern", "patterns" },
        { "dlp: {patterns: [{name: a, regexp: b, regex: b}]}", "dlp.patterns[0].regexp", "regex" },
        { "request_body_scaning: {}", "request_body_scaning", "request_body_scanning" },
        { "api_allow_list: []", "api_allow_list", "api_allowlist" },
        { "trusted_domain: []", "trusted_domain", "trusted_domains" },
        { "sssrf: {}", "sssrf", "ssrf" },
        { "ssrf: {ip_whitelist: []}", "ssrf.ip_whitelist", "ip_allowlist" },
        { "logging: {formt: json}", "logging.formt", "format" },
        {
            "websocket_proxy: {max_conections_seconds: 5}",
            "websocket_proxy.max_conections_seconds",
            "max_connection_seconds"
        },
        { "kill_switch: {sentinal_file: a}", "kill_switch.sentinal_file", "sentinel_file" },
    };

    public static TheoryData<string, string, string> Values => new()
    {
        { "mode: strikt", "mode", "strict" },
        { "mode: Strict", "mode", "strict" },
        { "request_body_scanning: {action: blok}", "request_body_scanning.action", "block" },
        { "logging: {output: std_out}", "logging.output", "stdout" },
    };

    [Theory, MemberData(nameof(Keys))]
    public void An_unknown_key_names_the_one_that_was_meant(string yaml, string key, string meant) =>
        Rule(yaml, key, meant);

    [Theory, MemberData(nameof(Values))]
    public void An_unknown_value_names_those_there_are(string yaml, string key, string meant) => Rule(yaml, key, meant);

    private static void Rule(string yaml, string key, string meant)
    {
        var problem = Assert.Single(TemporaryConfig.Problems(yaml));
        Assert.Equal(key, problem.KeyPath);
        Assert.Contains(meant, problem.Message);
        Assert.Equal((1, true), (problem.Line, problem.Column > 0));
    }
}
