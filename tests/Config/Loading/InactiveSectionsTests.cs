using Pipelock.Config.Binding;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Loading;

public class InactiveSectionsTests
{
    public static TheoryData<string, string> Reported => new()
    {
        { "taint: {policy: strict}", "taint" },
        { "license_key: abc", "license_key" },
        { "forward_proxy: {redirect_websocket_hosts: [a.example]}", "forward_proxy.redirect_websocket_hosts" },
        { "rules: {rules_dir: /opt/rules}", "rules" },
    };

    public static TheoryData<string> Silent =>
    [
        "",
        "response_scanning: {enabled: true, action: block}",
        "websocket_proxy: {enabled: true, max_message_bytes: 5}",
        "websocket_proxy:",
        "agents: {}",
        "suppress: []",
        "fetch_proxy: {user_agent: Pipelock Fetch/1.0, max_response_mb: 10}",
        "mcp_listener: {listen: ':8889', upstream: 'http://a'}",
        "sentry: {environment: test}",
        "mode: strict\nforward_proxy: {max_tunnel_seconds: 5}\ndlp: {scan_env: false}\nlogging: {format: text}",
    ];

    [Theory, MemberData(nameof(Reported))]
    public void What_asks_for_something_that_is_not_there_yet_is_reported(string yaml, string section) =>
        Assert.Equal([section], TemporaryConfig.Yaml(yaml).InactiveSections.AsEnumerable());

    [Theory, MemberData(nameof(Silent))]
    public void What_asks_for_nothing_is_not(string yaml) =>
        Assert.Empty(TemporaryConfig.Yaml(yaml).InactiveSections);

    [Fact]
    public void There_is_one_row_for_every_key_that_is_marked_inactive() =>
        Assert.Equal(
            Marked(RecordShape.Of(typeof(PipelockOptions)), "").Order(StringComparer.Ordinal),
            InactiveSections.Rows.Select(row => row.Key).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Marked(RecordShape section, string prefix) =>
        section.Keys.SelectMany(key =>
            key.IsInactive ? [prefix + key.Name]
            : key.Value.Kind == ValueKind.Record ? Marked(key.Value.Record, $"{prefix}{key.Name}.")
            : []);
}
