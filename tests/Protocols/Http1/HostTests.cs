using static Pipelock.Protocols.Http1.RefusalReason;
using RefusalReason = Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9112 §3.2: exactly one valid Host.</summary>
public class HostTests
{
    public static TheoryData<string, string, RefusalReason> Refused => new()
    {
        { "none", "GET / HTTP/1.1\r\n\r\n", MissingHost },
        { "none with absolute-form", "GET http://a/ HTTP/1.1\r\n\r\n", MissingHost },
        { "none with CONNECT", "CONNECT a:443 HTTP/1.1\r\n\r\n", MissingHost },
        { "a name that only looks like it", "GET / HTTP/1.1\r\nHosts: a\r\n\r\n", MissingHost },
        { "two equal", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", DuplicateHost },
        { "two different", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\nhOST: b\r\n\r\n", DuplicateHost },
        { "two in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", DuplicateHost },
        { "empty", Host(""), InvalidHost },
        { "list", Host("a, b"), InvalidHost },
        { "list without space", Host("a,b"), InvalidHost },
        { "space inside", Host("a b"), InvalidHost },
        { "tab inside", Host("a\tb"), InvalidHost },
        { "user information", Host("u@a"), InvalidHost },
        { "URI", Host("http://a"), InvalidHost },
        { "path", Host("a/"), InvalidHost },
        { "query", Host("a?b"), InvalidHost },
        { "fragment", Host("a#b"), InvalidHost },
        { "backslash", Host("a\\b"), InvalidHost },
        { "percent", Host("a%20b"), InvalidHost },
        { "sub-delimiter", Host("a;b"), InvalidHost },
        { "byte above 0x7F", Host("caf\u00e9"), InvalidHost },
        { "port with letter", Host("a:8o"), InvalidHost },
        { "port 0", Host("a:0"), InvalidHost },
        { "port too great", Host("a:65536"), InvalidHost },
        { "port of many digits", Host("a:0000080"), InvalidHost },
        { "negative port", Host("a:-1"), InvalidHost },
        { "two ports", Host("a:1:2"), InvalidHost },
        { "port alone", Host(":80"), InvalidHost },
        { "IPv6 without brackets", Host("::1"), InvalidHost },
        { "IPv6 unclosed", Host("[::1"), InvalidHost },
        { "IPv6 with zone", Host("[fe80::1%25eth0]"), InvalidHost },
        { "IPv6 of too many groups", Host("[1:2:3:4:5:6:7:8:9]"), InvalidHost },
        { "IPv4 in brackets", Host("[127.0.0.1]"), InvalidHost },
        { "name in brackets", Host("[a]"), InvalidHost },
        { "empty brackets", Host("[]"), InvalidHost },
        { "text behind brackets", Host("[::1]a"), InvalidHost },
        { "future address", Host("[v1.a]"), InvalidHost },
        { "asterisk", Host("*"), InvalidHost },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_host_is_refused(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Requests.Refusal(message)));

    [Theory]
    [InlineData("a")]
    [InlineData("A.Example.COM")]
    [InlineData("a.")]
    [InlineData("a:80")]
    [InlineData("a:")]
    [InlineData("a_b-c~d.e:65535")]
    [InlineData("127.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:1.2.3.4]:8080")]
    [InlineData("xn--caf-dma.example")]
    public void A_host_is_understood(string host) =>
        Assert.Contains($" host={host} ", Requests.Accepted(Host(host)), StringComparison.Ordinal);

    [Fact]
    public void HTTP_1_0_may_come_without_host() =>
        Assert.Contains(" host= None", Requests.Accepted("GET / HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public void A_host_that_contradicts_the_absolute_target_is_not_refused_here() =>
        Assert.Contains("host=b", Requests.Accepted("GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n"),
            StringComparison.Ordinal);

    private static string Host(string value) => $"GET / HTTP/1.1\r\nHost: {value}\r\n\r\n";
}
