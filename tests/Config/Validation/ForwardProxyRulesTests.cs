namespace Pipelock.Config.Tests.Validation;

public class ForwardProxyRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "forward_proxy: {max_tunnel_seconds: 0}", "forward_proxy.max_tunnel_seconds", "greater than 0" },
        { "forward_proxy: {idle_timeout_seconds: 0}", "forward_proxy.idle_timeout_seconds", "greater than 0" },
        {
            "forward_proxy: {redirect_websocket_hosts: ['ws://a.example']}",
            "forward_proxy.redirect_websocket_hosts[0]",
            "without scheme"
        },
        { "forward_proxy: {connect_ports: [443, 0]}", "forward_proxy.connect_ports[1]", "1 to 65535" },
        { "forward_proxy: {connect_ports: [65536]}", "forward_proxy.connect_ports[0]", "1 to 65535" },
        { "forward_proxy: {connect_timeout_seconds: 0}", "forward_proxy.connect_timeout_seconds", "1" },
        { "forward_proxy: {response_header_timeout_seconds: 0}", "forward_proxy.response_header_timeout_seconds", "1" },
        { "forward_proxy: {shutdown_grace_seconds: -1}", "forward_proxy.shutdown_grace_seconds", "0" },
        { "forward_proxy: {max_connections: 0}", "forward_proxy.max_connections", "1" },
        { "forward_proxy: {auth: {users: [{password_env: HOME}]}}", "forward_proxy.auth.users[0].name", "is required" },
        {
            "forward_proxy: {auth: {users: [{name: 'a:b', password_env: HOME}]}}",
            "forward_proxy.auth.users[0].name",
            "colon"
        },
        {
            "forward_proxy: {auth: {users: [{name: a}]}}",
            "forward_proxy.auth.users[0]",
            "needs password_env or password_file"
        },
        {
            "forward_proxy: {auth: {users: [{name: a, password: b, password_env: HOME}]}}",
            "forward_proxy.auth.users[0]",
            "not several"
        },
        {
            "forward_proxy: {auth: {users: [{name: a, password_env: NOT_SET}]}}",
            "forward_proxy.auth.users[0].password_env",
            "not set"
        },
        {
            "forward_proxy: {auth: {users: [{name: a, password_file: nowhere}]}}",
            "forward_proxy.auth.users[0].password_file",
            "does not exist"
        },
        {
            "forward_proxy: {auth: {users: [{name: a, password: \"b\\nc\"}]}}",
            "forward_proxy.auth.users[0].password",
            "control characters"
        },
        {
            "forward_proxy: {auth: {users: [{name: a, password_env: HOME}, {name: a, password_env: HOME}]}}",
            "forward_proxy.auth.users[1].name",
            "repeats the value of forward_proxy.auth.users[0].name"
        },
        { "upstream_proxy: {url: 'parent.example'}", "upstream_proxy.url", "must be a URL" },
        { "upstream_proxy: {url: 'socks5://parent.example:1080'}", "upstream_proxy.url", "http://" },
        { "upstream_proxy: {url: 'http://user:pw@parent.example:3128'}", "upstream_proxy.url", "credentials" },
        { "upstream_proxy: {url: 'http://parent.example:3128/path'}", "upstream_proxy.url", "alone" },
        {
            "upstream_proxy: {url: 'http://parent.example:3128', username: a}",
            "upstream_proxy",
            "needs password_env or password_file"
        },
        { "upstream_proxy: {password_env: HOME}", "upstream_proxy.username", "is required with a password" },
        { "upstream_proxy: {no_proxy: ['10.0.0.0/99']}", "upstream_proxy.no_proxy[0]", "address range" },
        { "upstream_proxy: {no_proxy: ['http://a.example']}", "upstream_proxy.no_proxy[0]", "address range" },
        { "upstream_proxy: {no_proxy: ['a.example:80']}", "upstream_proxy.no_proxy[0]", "a host name, an address" },
        { "dns: {timeout_seconds: 0}", "dns.timeout_seconds", "1" },
        { "dns: {cache_seconds: -1}", "dns.cache_seconds", "0" },
        { "dns: {cache_entries: -1}", "dns.cache_entries", "0" },
    };

    public static TheoryData<string, string, string> Warned => new()
    {
        {
            "forward_proxy: {auth: {users: [{name: a, password: b}]}}",
            "forward_proxy.auth.users[0].password",
            "in clear"
        },
        { "upstream_proxy: {url: 'http://p:1', username: a, password: b}", "upstream_proxy.password", "in clear" },
    };

    public static TheoryData<string> Accepted =>
    [
        "forward_proxy: {enabled: false, max_tunnel_seconds: 0, idle_timeout_seconds: 0}",
        "forward_proxy: {connect_ports: [443, 8443], response_header_timeout_seconds: 600, shutdown_grace_seconds: 0}",
        "forward_proxy: {auth: {users: [{name: a, password_env: HOME}, {name: b, password_env: HOME}]}}",
        "upstream_proxy: {url: 'http://parent.example:3128/', username: a, password_env: HOME}",
        "upstream_proxy: {no_proxy: ['*', localhost, .internal.example, '*.corp.example', 10.0.0.0/8, '::1', " +
            "192.0.2.1]}",
        "dns: {cache_seconds: 0, cache_entries: 0}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Warned))]
    public void Loads_with_a_warning(string yaml, string key, string reason) => Rule.Warns(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
