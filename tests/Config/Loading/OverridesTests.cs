using Pipelock.Config.Document;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Loading;

public class OverridesTests
{
    public static TheoryData<ConfigOverrides, string, string> BadFlags => new()
    {
        { new() { Listen = "nowhere" }, "--listen", "host:port" },
        { new() { Listen = "" }, "--listen", "host:port" },
        { new() { McpListen = "nowhere", McpUpstream = "http://a" }, "--mcp-listen", "host:port" },
        { new() { McpListen = ":8889", McpUpstream = "ws://a" }, "--mcp-upstream", "http://" },
        { new() { McpListen = ":8889" }, "mcp_listener.upstream", "--mcp-listen" },
        { new() { McpUpstream = "http://a" }, "mcp_listener.listen", "--mcp-upstream" },
        { new() { McpListen = ":8888", McpUpstream = "http://a" }, "mcp_listener.listen", "another port" },
    };

    public static TheoryData<string, string, string, string> Variables => new()
    {
        { "kill_switch: {api_token: file}", "PIPELOCK_KILLSWITCH_API_TOKEN", " env ", "kill_switch.api_token = env" },
        { "kill_switch: {api_token: file}", "PIPELOCK_KILLSWITCH_API_TOKEN", " ", "kill_switch.api_token = file" },
        { "kill_switch: {api_listen: ':9'}", "PIPELOCK_KILLSWITCH_API_TOKEN", "env", "kill_switch.api_token = env" },
        { "license_key: file", "PIPELOCK_LICENSE_KEY", " env\n", "license_key = env" },
        { "license_key: file", "PIPELOCK_LICENSE_KEY", "", "license_key = file" },
        { "license_key: file", "pipelock_license_key", "env", "license_key = file" },
        { "license_file: nowhere", "PIPELOCK_LICENSE_KEY", "env", "license_key = env" },
        { "", "SENTRY_DSN", "https://a.example/1", "sentry.dsn = https://a.example/1" },
        { "sentry: {dsn: 'http://file'}", "SENTRY_DSN", "http://env", "sentry.dsn = http://file" },
    };

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        using var file = new TemporaryConfig(
            "a.yaml",
            "mode: audit\nfetch_proxy: {listen: '127.0.0.1:1'}\nmcp_listener: {listen: ':2', upstream: 'http://a'}");
        var options = file.Load(new ConfigOverrides
        {
            Mode = Mode.Strict,
            Listen = "127.0.0.1:11",
            McpListen = ":12",
            McpUpstream = "http://b",
        }).Options;
        Assert.Equal(
            (Mode.Strict, "127.0.0.1:11", ":12", "http://b"),
            (options.Mode, options.FetchProxy.Listen, options.McpListener.Listen, options.McpListener.Upstream));
    }

    [Fact]
    public void A_flag_that_was_not_given_leaves_the_file_alone()
    {
        using var file = new TemporaryConfig("a.yaml", "mode: audit\nfetch_proxy: {listen: '127.0.0.1:1'}");
        var options = file.Load(new ConfigOverrides { Listen = "127.0.0.1:2" }).Options;
        Assert.Equal((Mode.Audit, "127.0.0.1:2"), (options.Mode, options.FetchProxy.Listen));
    }

    [Theory, MemberData(nameof(BadFlags))]
    public void A_bad_flag_is_named(ConfigOverrides overrides, string key, string reason)
    {
        var problem = Assert.Single(Assert.Throws<ConfigException>(
            () => ConfigLoader.Defaults(TemporaryConfig.NoEnvironment, overrides)).Problems);
        Assert.Equal(key, problem.KeyPath);
        Assert.Contains(reason, problem.Message);
    }

    [Theory, MemberData(nameof(Variables))]
    public void The_environment_brings_credentials(string yaml, string name, string value, string line)
    {
        using var file = new TemporaryConfig("a.yaml", yaml);
        Assert.Contains(line, OptionsText.Lines(file.Load(null, (name, value)).Options));
    }
}
