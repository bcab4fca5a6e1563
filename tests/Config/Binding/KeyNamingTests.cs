using Pipelock.Config.Binding;

namespace Pipelock.Config.Tests.Binding;

public sealed class KeyNamingTests
{
    public static TheoryData<string, string> Names => new()
    {
        { "Mode", "mode" },
        { "MaxUrlLength", "max_url_length" },
        { "SsrfIPList", "ssrf_ip_list" },
        { "CAKey", "ca_key" },
        { "A2aScanning", "a2a_scanning" },
        { "Sha256Sum", "sha256_sum" },
        { "McpWsListener", "mcp_ws_listener" },
        { "URL", "url" },
        { "X", "x" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_has_this_snake_case(string name, string key) => Assert.Equal(key, KeyNaming.ToSnakeCase(name));

    [Fact]
    public void An_attribute_overrides_the_name() =>
        Assert.Equal(
            "listen", RecordShape.Of(typeof(SampleOptions)).Keys.Single(k => k.PropertyName == "ListenAddress").Name);
}
