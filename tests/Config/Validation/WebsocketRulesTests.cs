namespace Pipelock.Config.Tests.Validation;

public class WebsocketRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "websocket_proxy: {strip_compression: false}", "websocket_proxy.strip_compression", "must be true" },
        {
            "websocket_proxy: {enabled: true, max_message_bytes: 0}",
            "websocket_proxy.max_message_bytes",
            "greater than 0"
        },
        {
            "websocket_proxy: {enabled: true, max_concurrent_connections: 0}",
            "websocket_proxy.max_concurrent_connections",
            "greater than 0"
        },
        {
            "websocket_proxy: {enabled: true, max_connection_seconds: 0}",
            "websocket_proxy.max_connection_seconds",
            "greater than 0"
        },
        {
            "websocket_proxy: {enabled: true, idle_timeout_seconds: 0}",
            "websocket_proxy.idle_timeout_seconds",
            "greater than 0"
        },
        { "websocket_proxy: {origin_policy: keep}", "websocket_proxy.origin_policy", "rewrite" },
    };

    public static TheoryData<string, string, string> Warned => new()
    {
        {
            "websocket_proxy: {enabled: true, max_concurrent_connections: 1024}",
            "websocket_proxy.max_concurrent_connections",
            "1 GiB"
        },
    };

    public static TheoryData<string> Accepted =>
    [
        "websocket_proxy: {enabled: true}",
        "websocket_proxy: {max_message_bytes: 0}",
        "websocket_proxy: {enabled: true, origin_policy: strip}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Warned))]
    public void Loads_with_a_warning(string yaml, string key, string reason) => Rule.Warns(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
