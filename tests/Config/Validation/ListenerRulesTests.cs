namespace Pipelock.Config.Tests.Validation;

public class ListenerRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "metrics_listen: '9090'", "metrics_listen", "host:port" },
        { "metrics_listen: '0.0.0.0:8888'", "metrics_listen", "another port than fetch_proxy.listen" },
        {
            "kill_switch: {api_listen: '127.0.0.1:8888', api_token: t}",
            "kill_switch.api_listen",
            "another port than fetch_proxy.listen"
        },
        {
            "metrics_listen: ':9090'\nkill_switch: {api_listen: ':9090', api_token: t}",
            "kill_switch.api_listen",
            "another port than metrics_listen"
        },
        { "scan_api: {listen: ':8888', auth: {bearer_tokens: [t]}}", "scan_api.listen", "another port" },
        {
            "reverse_proxy: {enabled: true, listen: ':8888', upstream: 'http://a'}",
            "reverse_proxy.listen",
            "another port"
        },
        { "reverse_proxy: {enabled: true, upstream: 'http://a'}", "reverse_proxy.listen", "is required when" },
        { "reverse_proxy: {enabled: true, listen: ':8890'}", "reverse_proxy.upstream", "is required when" },
        { "reverse_proxy: {upstream: 'ftp://a'}", "reverse_proxy.upstream", "http://" },
        { "reverse_proxy: {upstream: 'http://'}", "reverse_proxy.upstream", "must be a URL" },
        { "transparent_proxy: {enabled: true}", "transparent_proxy", "needs listen or tls_listen" },
        { "transparent_proxy: {listen: nowhere}", "transparent_proxy.listen", "host:port" },
        { "transparent_proxy: {tls_listen: nowhere}", "transparent_proxy.tls_listen", "host:port" },
        {
            "transparent_proxy: {enabled: true, listen: ':3129', tls_listen: ':3129'}",
            "transparent_proxy.tls_listen",
            "another port"
        },
        { "mcp_listener: {listen: ':8889'}", "mcp_listener.upstream", "is required when" },
        { "mcp_listener: {upstream: 'http://a'}", "mcp_listener.listen", "is required when" },
        { "mcp_listener: {listen: ':8889', upstream: 'ws://a'}", "mcp_listener.upstream", "http://" },
        { "mcp_listener: {auth: {bearer_tokens: ['']}}", "mcp_listener.auth.bearer_tokens[0]", "must not be empty" },
        {
            "mcp_ws_listener: {allowed_origins: [app.example.com]}",
            "mcp_ws_listener.allowed_origins[0]",
            "an origin such as"
        },
        { "mcp_ws_listener: {max_connections: 0}", "mcp_ws_listener.max_connections", "1" },
        { "scan_api: {listen: 9999, auth: {bearer_tokens: [t]}}", "scan_api.listen", "host:port" },
        { "scan_api: {listen: ':9999'}", "scan_api.auth.bearer_tokens", "at least one token" },
        {
            "scan_api: {listen: ':9999', auth: {bearer_tokens: [t, ' ']}}",
            "scan_api.auth.bearer_tokens[1]",
            "must not be empty"
        },
        { "scan_api: {timeouts: {read: 0s}}", "scan_api.timeouts.read", "greater than 0" },
        { "scan_api: {timeouts: {write: -1s}}", "scan_api.timeouts.write", "greater than 0" },
        { "scan_api: {timeouts: {scan: 5}}", "scan_api.timeouts.scan", "30s" },
        { "scan_api: {connection_limit: -1}", "scan_api.connection_limit", "0" },
    };

    public static TheoryData<string> Accepted =>
    [
        "metrics_listen: 'localhost:9090'",
        "metrics_listen: '127.0.0.1:0'\nfetch_proxy: {listen: '127.0.0.1:0'}",
        "reverse_proxy: {listen: ':8888'}",
        "mcp_listener: {listen: ':8889', upstream: 'https://mcp.example/path', auth: {bearer_tokens: [t]}}",
        "mcp_ws_listener: {allowed_origins: ['https://app.example.com']}",
        "scan_api: {listen: ':9999', auth: {bearer_tokens: [t]}, connection_limit: 0, timeouts: {scan: 1m30s}}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
