using Pipelock.Transport.Mcp.Processes;

namespace Pipelock.Transport.Tests.Mcp;

public class ServerEnvironmentTests
{
    private static readonly Dictionary<string, string> s_own = new()
    {
        ["PATH"] = "/bin",
        ["HOME"] = "/home/u",
        ["API_KEY"] = "secret",
        ["TOKEN"] = "another",
    };

    public static TheoryData<string> Forbidden =>
    [
        "LD_PRELOAD", "LD_PRELOAD=/x.so", "NODE_OPTIONS=--require x", "HTTPS_PROXY=http://x", "no_proxy", "PATH=/evil",
        "BASH_ENV=/x", "=value", "",
    ];

    public static TheoryData<string[], string> Passed => new()
    {
        { [], "HOME=/home/u PATH=/bin" },
        { ["API_KEY"], "API_KEY=secret HOME=/home/u PATH=/bin" },
        { ["MODE=fast"], "HOME=/home/u MODE=fast PATH=/bin" },
        { ["EMPTY="], "EMPTY= HOME=/home/u PATH=/bin" },
        { ["UNKNOWN"], "HOME=/home/u PATH=/bin" },
    };

    [Theory, MemberData(nameof(Passed))]
    public void A_server_sees_what_is_harmless_and_what_was_named(string[] named, string expected)
    {
        var environment = ServerEnvironment.For(s_own, named);

        Assert.Equal(expected, string.Join(
            ' ', environment.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal)));
    }

    [Theory, MemberData(nameof(Forbidden))]
    public void What_would_let_somebody_in_is_not_passed_on(string named) =>
        Assert.Throws<ArgumentException>(() => ServerEnvironment.For(s_own, [named]));
}
