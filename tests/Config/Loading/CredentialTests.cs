using Pipelock.Config.Document;
using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Loading;

/// <summary>Passwords of proxy users and of the parent proxy end up in one place, wherever they came from.</summary>
public class CredentialTests
{
    public static TheoryData<string, string> Sources => new()
    {
        { "password: inline word", "inline word" },
        { "password_env: PROXY_PASSWORD", " from the environment " },
        { "password_file: word.txt", "from the file" },
    };

    [Theory, MemberData(nameof(Sources))]
    public void The_password_of_a_proxy_user_is_resolved(string source, string expected)
    {
        using var file = WithPasswordFile($"forward_proxy: {{auth: {{users: [{{name: agent, {source}}}]}}}}");
        var user = Assert.Single(Load(file).ForwardProxy.Auth.Users);
        Assert.Equal(("agent", expected), (user.Name, user.Password));
    }

    [Theory, MemberData(nameof(Sources))]
    public void The_password_for_the_parent_proxy_is_resolved(string source, string expected)
    {
        using var file = WithPasswordFile($"upstream_proxy: {{url: 'http://p:3128', username: agent, {source}}}");
        var upstream = Load(file).UpstreamProxy;
        Assert.Equal(("agent", expected), (upstream.Username, upstream.Password));
    }

    [Fact]
    public void A_variable_that_is_set_to_nothing_is_not_set()
    {
        using var file = new TemporaryConfig(
            "a.yaml", "forward_proxy: {auth: {users: [{name: agent, password_env: PROXY_PASSWORD}]}}");
        var problem = Assert.Single(
            Assert.Throws<ConfigException>(() => file.Load(null, ("PROXY_PASSWORD", ""))).Problems);
        Assert.Equal("forward_proxy.auth.users[0].password_env", problem.KeyPath);
    }

    [Fact]
    public void A_password_that_stands_in_the_file_is_taken_with_a_warning()
    {
        using var file = WithPasswordFile("forward_proxy: {auth: {users: [{name: agent, password: word}]}}");
        Assert.Equal("forward_proxy.auth.users[0].password", Assert.Single(file.Load().Warnings).KeyPath);
    }

    [Fact]
    public void A_listener_that_others_can_reach_earns_no_warning_once_it_asks_for_a_password()
    {
        using var file = new TemporaryConfig(
            "a.yaml",
            "fetch_proxy: {listen: ':8888'}\nforward_proxy: {auth: {users: [{name: a, password_env: HOME}]}}");
        Assert.Empty(file.Load().Warnings);
    }

    private static TemporaryConfig WithPasswordFile(string yaml)
    {
        var file = new TemporaryConfig("a.yaml", yaml);
        file.Beside("word.txt", "from the file\r\nnot this line\n");
        return file;
    }

    private static Config.Options.PipelockOptions Load(TemporaryConfig file) =>
        file.Load(null, ("PROXY_PASSWORD", " from the environment ")).Options;
}
