using System.Security.Cryptography;
using System.Text;
using Pipelock.Config.Document;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Loading;

public class ConfigLoaderTests
{
    [Theory]
    [InlineData("a.yaml", "mode: strict")]
    [InlineData("a.yml", "mode: strict")]
    [InlineData("a.YAML", "mode: strict")]
    [InlineData("a.toml", "mode = \"strict\"")]
    public void The_extension_tells_the_format(string name, string content)
    {
        using var file = new TemporaryConfig(name, content);
        Assert.Equal(Mode.Strict, file.Load().Options.Mode);
    }

    [Theory]
    [InlineData("a.json")]
    [InlineData("a")]
    [InlineData("a.yaml.bak")]
    public void Any_other_extension_is_refused_with_those_there_are(string name)
    {
        using var file = new TemporaryConfig(name, "mode: strict");
        var problem = Assert.Single(Assert.Throws<ConfigException>(() => file.Load()).Problems);
        Assert.Equal(file.Path, problem.File);
        Assert.Contains(".yaml, .yml or .toml", problem.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var file = new TemporaryConfig("a.yaml", "");
        File.Delete(file.Path);
        var problem = Assert.Single(Assert.Throws<ConfigException>(() => file.Load()).Problems);
        Assert.Equal($"{file.Path}: does not exist", problem.ToString());
    }

    [Fact]
    public void A_directory_is_no_file()
    {
        using var file = new TemporaryConfig("a.yaml", "");
        var problem = Assert.Single(Assert.Throws<ConfigException>(
            () => ConfigLoader.Load(file.Directory, TemporaryConfig.NoEnvironment)).Problems);
        Assert.Contains("is a directory", problem.Message);
    }

    [Fact]
    public void A_file_too_large_to_be_a_configuration_is_refused_unread()
    {
        using var file = new TemporaryConfig("a.yaml", new string('#', ReaderLimits.MaxFileBytes + 1));
        var problem = Assert.Single(Assert.Throws<ConfigException>(() => file.Load()).Problems);
        Assert.Contains("larger than 4 MiB", problem.Message);
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes_of_the_file()
    {
        const string Content = "# comment\nmode: strict\n";
        using var file = new TemporaryConfig("a.yaml", Content);
        Assert.Equal(
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Content))).ToLowerInvariant(), file.Load().Hash);
    }

    [Fact]
    public void Without_a_file_the_hash_says_so()
    {
        var loaded = ConfigLoader.Defaults(TemporaryConfig.NoEnvironment);
        Assert.Equal("defaults", loaded.Hash);
        Assert.Empty(loaded.Warnings);
        Assert.Empty(loaded.InactiveSections);
    }

    [Fact]
    public void Everything_that_is_wrong_is_reported_at_once_in_the_order_of_the_file()
    {
        using var file = new TemporaryConfig(
            "a.yaml",
            """
            mode: loud
            fetch_proxy:
              listen: nowhere
              timeout_second: 5
            dlp:
              patterns:
                - name: broken
                  regex: "("
            trusted_domains: ["*.com"]
            websocket_proxy:
              enabled: perhaps
            """);
        var problems = Assert.Throws<ConfigException>(() => file.Load()).Problems;
        Assert.Equal(
            [
                (1, "mode"), (3, "fetch_proxy.listen"), (4, "fetch_proxy.timeout_second"), (8, "dlp.patterns[0].regex"),
                (9, "trusted_domains[0]"), (11, "websocket_proxy.enabled"),
            ],
            problems.Select(problem => (problem.Line, problem.KeyPath)));
    }

    [Theory]
    [InlineData("dlp: {include_defaults: false, patterns: [{name: a, regex: b, regx: b}]}", "dlp.patterns[0].regx")]
    [InlineData("mcp_tool_policy: {enabled: true, rules: none}", "mcp_tool_policy.rules")]
    [InlineData("mcp_tool_policy: {enabled: true, rules: [5]}", "mcp_tool_policy.rules[0]")]
    [InlineData("fetch_proxy: {listen: [a]}", "fetch_proxy.listen")]
    [InlineData("canary_tokens: {enabled: true, tokens: 5}", "canary_tokens.tokens")]
    public void What_did_not_bind_is_not_blamed_a_second_time(string yaml, string key) =>
        Assert.Equal(key, Assert.Single(TemporaryConfig.Problems(yaml)).KeyPath);

    [Fact]
    public void No_message_repeats_a_value_that_may_be_a_secret()
    {
        const string Secret = "hunter2-hunter2";
        var problems = TemporaryConfig.Problems(
            """
            mode: SECRET
            fetch_proxy: {listen: SECRET, timeout_seconds: SECRET}
            upstream_proxy: {url: "http://user:SECRET@parent.example:3128"}
            forward_proxy: {auth: {users: [{name: "SECRET:a", password: SECRET, password_env: SECRET}]}}
            dlp: {secrets_file: SECRET, action: SECRET, patterns: [{name: a, regex: "SECRET("}]}
            internal: [SECRET]
            emit: {webhook: {url: SECRET}}
            """.Replace("SECRET", Secret, StringComparison.Ordinal));
        Assert.True(problems.Length >= 9);
        Assert.All(problems, problem => Assert.DoesNotContain(Secret, problem.Message));
    }
}
