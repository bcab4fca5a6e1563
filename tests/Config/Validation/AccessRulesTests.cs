namespace Pipelock.Config.Tests.Validation;

public class AccessRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "api_allowlist: ['']", "api_allowlist[0]", "must not be empty" },
        { "api_allowlist: [a.example, 'https://b.example']", "api_allowlist[1]", "without scheme" },
        { "api_allowlist: ['b.example:443']", "api_allowlist[0]", "without scheme, port or path" },
        { "api_allowlist: ['api.*.example']", "api_allowlist[0]", "only as a leading" },
        { "internal: [10.0.0.0]", "internal[0]", "address range" },
        { "internal: [10.0.0.0/8, 10.0.0.0/33]", "internal[1]", "address range" },
        { "internal: ['fc00::/129']", "internal[0]", "address range" },
        { "internal: ['10/8']", "internal[0]", "address range" },
        { "ssrf: {ip_allowlist: [10.0.0.0/0]}", "ssrf.ip_allowlist[0]", "every address" },
        { "ssrf: {ip_allowlist: ['::/0']}", "ssrf.ip_allowlist[0]", "every address" },
        { "ssrf: {ip_allowlist: [10.1.2.3/8]}", "ssrf.ip_allowlist[0]", "outside its prefix" },
        { "ssrf: {ip_allowlist: ['fd00::1/64']}", "ssrf.ip_allowlist[0]", "outside its prefix" },
        { "ssrf: {ip_allowlist: [db.internal]}", "ssrf.ip_allowlist[0]", "address range" },
        { "trusted_domains: ['*.com']", "trusted_domains[0]", "two labels" },
        { "suppress: [{path: '*'}]", "suppress[0].rule", "is required" },
        { "suppress: [{rule: JWT Token}]", "suppress[0].path", "is required" },
        { "suppress: [{rule: JWT Token, path: 'a[b'}]", "suppress[0].path", "malformed glob" },
        { "default_agent_identity: ' agent'", "default_agent_identity", "white space" },
        { "bind_default_agent_identity: true", "bind_default_agent_identity", "requires default_agent_identity" },
        { "version: 2", "version", "1" },
        { "mode: paranoid", "mode", "strict" },
    };

    public static TheoryData<string, string, string> Warned => new()
    {
        { "internal: []", "internal", "internal addresses are reachable" },
    };

    public static TheoryData<string> Accepted =>
    [
        "mode: strict\napi_allowlist: []",
        "api_allowlist: ['*', '*.com', 192.0.2.1, '::1', '*.example.com', LOCALHOST]",
        "internal: [10.1.2.3/8, '::ffff:0:0/96']",
        "ssrf: {ip_allowlist: [10.1.2.3/32, 10.0.0.0/8, 'fd00::/64']}",
        "suppress: [{rule: JWT Token, path: 'https://*.example.com/*', reason: test data}]",
        "default_agent_identity: agent\nbind_default_agent_identity: true",
        "version: 0",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Warned))]
    public void Loads_with_a_warning(string yaml, string key, string reason) => Rule.Warns(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
