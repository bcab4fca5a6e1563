using Pipelock.Config.Validation;

namespace Pipelock.Config.Tests.Validation;

public class HostPortTests
{
    public static TheoryData<string, string, int, bool> Addresses => new()
    {
        { "127.0.0.1:8888", "127.0.0.1", 8888, true },
        { "127.9.9.9:1", "127.9.9.9", 1, true },
        { "LocalHost:65535", "LocalHost", 65535, true },
        { "[::1]:0", "::1", 0, true },
        { "[::]:8888", "::", 8888, false },
        { ":8888", "", 8888, false },
        { "0.0.0.0:8888", "0.0.0.0", 8888, false },
        { "proxy.example:80", "proxy.example", 80, false },
    };

    public static TheoryData<string> NoAddresses =>
    [
        "", ":", "8888", "a:", "a:b", "a:65536", "a:-1", "a:+1", "a: 1", "a b:1", "::1:80", "[::1]", "[::1]80",
        "[a]:80",
        "[]:80", "[127.0.0.1]:80", "http://a:80", "a/b:80", "u@a:80", "a:000080",
    ];

    [Theory, MemberData(nameof(Addresses))]
    public void Reads_host_and_port(string text, string host, int port, bool isLoopback)
    {
        Assert.True(HostPort.TryParse(text, out var address));
        Assert.Equal(new HostPort(host, port), address);
        Assert.Equal(isLoopback, address.IsLoopback);
    }

    [Theory, MemberData(nameof(NoAddresses))]
    public void Refuses_what_is_no_address(string text) => Assert.False(HostPort.TryParse(text, out _));
}
