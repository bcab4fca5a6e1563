using Pipelock.Config.Loading;
using Pipelock.Config.Options;

namespace Pipelock.Config.Tests.Options;

public class DefaultsTests
{
    private static readonly Dictionary<string, string> s_actual =
        OptionsText.Lines(new PipelockOptions()).ToDictionary(line => line.Split(" = ")[0], line => line);

    public static TheoryData<string> Keys => [.. DefaultsTable.Lines];

    public static TheoryData<string> Elements => [.. ElementDefaultsTable.Elements.Keys];

    [Theory, MemberData(nameof(Keys))]
    public void Key_has_its_documented_default(string line) =>
        Assert.Equal(line, s_actual.GetValueOrDefault(line.Split(" = ")[0]));

    [Fact]
    public void No_key_is_missing_from_the_table() =>
        Assert.Empty(s_actual.Values.Except(DefaultsTable.Lines));

    [Theory, MemberData(nameof(Elements))]
    public void Element_of_a_list_or_map_has_its_documented_defaults(string record)
    {
        var type = typeof(PipelockOptions).Assembly.GetType($"{typeof(PipelockOptions).Namespace}.{record}")!;
        Assert.Equal(
            ElementDefaultsTable.Elements[record].Split('\n'), OptionsText.Lines(Activator.CreateInstance(type)!));
    }

    [Theory]
    [InlineData("empty.yaml", "")]
    [InlineData("comment.yml", "# nothing yet\n")]
    [InlineData("empty.toml", "")]
    [InlineData("nulls.yaml", "mode: null\napi_allowlist:\ndlp:\nfetch_proxy: {monitoring: {blocklist: ~}}\n")]
    public void A_file_that_sets_nothing_gives_the_same_options_as_no_file(string name, string content)
    {
        using var file = new TemporaryConfig(name, content);
        Assert.Equal(
            OptionsText.Sorted(ConfigLoader.Defaults(TemporaryConfig.NoEnvironment).Options),
            OptionsText.Sorted(file.Load().Options));
    }

    [Fact]
    public void Secrets_do_not_show_in_the_text_of_an_options_record()
    {
        using var file = new TemporaryConfig(
            "secrets.yaml",
            """
            license_key: hidden-1
            forward_proxy: {auth: {users: [{name: agent, password: hidden-2}]}}
            upstream_proxy: {url: "http://parent:3128", username: agent, password: hidden-3}
            kill_switch: {api_token: hidden-4}
            canary_tokens: {tokens: [{name: bait, value: hidden-5-long}]}
            sentry: {dsn: "https://hidden-6@example.com/1"}
            emit: {webhook: {auth_token: hidden-7}, otlp: {headers: {x-key: hidden-8}}}
            scan_api: {auth: {bearer_tokens: [hidden-9]}}
            """);
        var options = file.Load().Options;
        object[] records =
        [
            options, options.ForwardProxy.Auth.Users[0], options.UpstreamProxy, options.KillSwitch,
            options.CanaryTokens.Tokens[0], options.Sentry, options.Emit, options.Emit.Otlp, options.ScanApi,
        ];
        Assert.All(records, record => Assert.DoesNotContain("hidden", record.ToString(), StringComparison.Ordinal));
    }
}
