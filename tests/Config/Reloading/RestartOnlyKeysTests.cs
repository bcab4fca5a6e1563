using Pipelock.Config.Options;
using Pipelock.Config.Reloading;
using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Reloading;

/// <summary>What a running process keeps whatever the file says now.</summary>
public sealed class RestartOnlyKeysTests
{
    public static TheoryData<string, string, string[]> Changes => new()
    {
        { "", "", [] },
        { "mode: strict", "mode: audit", [] },
        { "trusted_domains: [a.example]", "trusted_domains: [a.example]", [] },
        { "fetch_proxy: { listen: '127.0.0.1:8888' }", "fetch_proxy: { listen: '127.0.0.1:9999' }",
            ["fetch_proxy.listen"] },
        { "", "metrics_listen: '127.0.0.1:9091'", ["metrics_listen"] },
        {
            "", "kill_switch: { api_token: t, api_listen: '127.0.0.1:9092', message: new }",
            ["kill_switch.api_listen"]
        },
        { "", "logging: { format: text }", ["logging"] },
        { "agents: { a: {} }", "agents: { a: { listeners: ['127.0.0.1:9093'] } }", ["agents.a.listeners"] },
        { "forward_proxy: { enabled: false }", "forward_proxy: { enabled: true }", ["forward_proxy.enabled"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_key_that_needs_a_restart_is_named_once(string before, string after, string[] ignored)
    {
        Assert.Equal(ignored, RestartOnlyKeys.Keep(Load(before), Load(after)).Ignored);
    }

    [Fact]
    public void The_running_value_stays_and_everything_else_is_new()
    {
        var running = Load("kill_switch: { api_token: old, api_listen: '127.0.0.1:9092' }");
        var loaded = Load("mode: audit\nkill_switch: { api_token: new, api_listen: '127.0.0.1:1234', message: other }");

        var kept = RestartOnlyKeys.Keep(running, loaded).Options;

        Assert.Equal(
            (Mode.Audit, "127.0.0.1:9092", "new", "other"),
            (kept.Mode, kept.KillSwitch.ApiListen, kept.KillSwitch.ApiToken, kept.KillSwitch.Message));
        Assert.Equal("127.0.0.1:1234", loaded.KillSwitch.ApiListen); // What was loaded is not written to.
    }

    internal static PipelockOptions Load(string yaml)
    {
        using var file = new TemporaryConfig("a.yaml", yaml.Length > 0 ? yaml : "version: 1");
        return file.Load().Options;
    }
}
