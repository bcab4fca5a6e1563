using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Validation;

/// <summary>One rule for every list of hosts that are exempt from something.</summary>
public class DomainListTests
{
    public static TheoryData<string, string> Entries => new()
    {
        { "''", "must not be empty" },
        { "'https://a.example'", "without scheme" },
        { "'a.example/x'", "without scheme" },
        { "'a.example:443'", "without scheme" },
        { "'*'", "every host" },
        { "'*.com'", "two labels" },
        { "'*.'", "every host" },
        { "'a.*.com'", "leading" },
        { "'a?.com'", "leading" },
        { "'[ab].com'", "leading" },
        { "'*.*.com'", "leading" },
        { "'a..com'", "not a host name" },
        { "'.com'", "not a host name" },
        { "'a b.com'", "not a host name" },
    };

    /// <summary>Every list under the rule: its key, and a document with one entry in it.</summary>
    public static TheoryData<string, string> Lists => new()
    {
        { "trusted_domains", "trusted_domains: [$]" },
        {
            "fetch_proxy.monitoring.subdomain_entropy_exclusions",
            "fetch_proxy: {monitoring: {subdomain_entropy_exclusions: [$]}}"
        },
        { "tls_interception.passthrough_domains", "tls_interception: {passthrough_domains: [$]}" },
        { "response_scanning.exempt_domains", "response_scanning: {exempt_domains: [$]}" },
        {
            "cross_request_detection.entropy_budget.exempt_domains",
            "cross_request_detection: {entropy_budget: {exempt_domains: [$]}}"
        },
        { "adaptive_enforcement.exempt_domains", "adaptive_enforcement: {exempt_domains: [$]}" },
        { "taint.allowlisted_domains", "taint: {allowlisted_domains: [$]}" },
        { "browser_shield.exempt_domains", "browser_shield: {exempt_domains: [$]}" },
        { "browser_shield.tracking_domains", "browser_shield: {tracking_domains: [$]}" },
        { "dlp.patterns[0].exempt_domains", "dlp: {patterns: [{name: a, regex: b, exempt_domains: [$]}]}" },
        { "agents.one.trusted_domains", "agents: {one: {trusted_domains: [$]}}" },
    };

    [Theory, MemberData(nameof(Entries))]
    public void An_entry_that_is_no_host_is_refused(string entry, string reason) =>
        Rule.Refuses($"trusted_domains: [{entry}]", "trusted_domains[0]", reason);

    [Theory, MemberData(nameof(Lists))]
    public void Every_such_list_is_under_the_rule(string key, string yaml) =>
        Rule.Refuses(yaml.Replace("$", "'*.com'", StringComparison.Ordinal), $"{key}[0]", "two labels");

    [Theory, MemberData(nameof(Lists))]
    public void Every_such_list_is_stored_in_one_spelling(string key, string yaml)
    {
        var document = yaml.Replace("$", "' *.Api.Example.COM. '", StringComparison.Ordinal);
        var lines = OptionsText.Lines(TemporaryConfig.Yaml(document).Options);
        Assert.Contains($"{key} = [*.api.example.com]", lines);
    }
}
