namespace Pipelock.Config.Tests.Validation;

public class FetchRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "fetch_proxy: {listen: ''}", "fetch_proxy.listen", "is required" },
        { "fetch_proxy: {listen: localhost}", "fetch_proxy.listen", "host:port" },
        { "fetch_proxy: {listen: '127.0.0.1:99999'}", "fetch_proxy.listen", "host:port" },
        { "fetch_proxy: {listen: '::1:8888'}", "fetch_proxy.listen", "host:port" },
        { "fetch_proxy: {listen: 'http://127.0.0.1:8888'}", "fetch_proxy.listen", "host:port" },
        { "fetch_proxy: {listen: '127.0.0.1:'}", "fetch_proxy.listen", "host:port" },
        { "fetch_proxy: {listen: '127.0.0.1:-1'}", "fetch_proxy.listen", "host:port" },
        { "fetch_proxy: {timeout_seconds: -1}", "fetch_proxy.timeout_seconds", "0" },
        { "fetch_proxy: {timeout_seconds: soon}", "fetch_proxy.timeout_seconds", "integer" },
        { "fetch_proxy: {max_response_mb: 0}", "fetch_proxy.max_response_mb", "1" },
        { "fetch_proxy: {user_agent: \"a\\r\\nb\"}", "fetch_proxy.user_agent", "control characters" },
        { "fetch_proxy: {monitoring: {max_url_length: 0}}", "fetch_proxy.monitoring.max_url_length", "1" },
        {
            "fetch_proxy: {monitoring: {entropy_threshold: 0}}",
            "fetch_proxy.monitoring.entropy_threshold",
            "greater than 0"
        },
        { "fetch_proxy: {monitoring: {entropy_threshold: -1}}", "fetch_proxy.monitoring.entropy_threshold", "0" },
        {
            "fetch_proxy: {monitoring: {subdomain_entropy_threshold: 0}}",
            "fetch_proxy.monitoring.subdomain_entropy_threshold",
            "greater than 0"
        },
        {
            "fetch_proxy: {monitoring: {max_requests_per_minute: -1}}",
            "fetch_proxy.monitoring.max_requests_per_minute",
            "0"
        },
        { "fetch_proxy: {monitoring: {max_data_per_minute: -1}}", "fetch_proxy.monitoring.max_data_per_minute", "0" },
        { "fetch_proxy: {monitoring: {blocklist: ['']}}", "fetch_proxy.monitoring.blocklist[0]", "must not be empty" },
        {
            "fetch_proxy: {monitoring: {blocklist: ['http://bad.example/']}}",
            "fetch_proxy.monitoring.blocklist[0]",
            "without scheme"
        },
    };

    public static TheoryData<string, string, string> Warned => new()
    {
        { "fetch_proxy: {listen: '0.0.0.0:8888'}", "fetch_proxy.listen", "from other machines" },
        { "fetch_proxy: {listen: ':8888'}", "fetch_proxy.listen", "from other machines" },
        { "fetch_proxy: {listen: '[::]:8888'}", "fetch_proxy.listen", "from other machines" },
    };

    public static TheoryData<string> Accepted =>
    [
        "fetch_proxy: {listen: '[::1]:8888'}",
        "fetch_proxy: {listen: 'localhost:0'}",
        "fetch_proxy: {monitoring: {max_requests_per_minute: 0, max_data_per_minute: 0}}",
        "fetch_proxy: {monitoring: {blocklist: ['*.zip', 203.0.113.9, '2001:db8::1']}}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Warned))]
    public void Loads_with_a_warning(string yaml, string key, string reason) => Rule.Warns(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
