using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

public class AuthorityTests
{
    [Theory]
    [InlineData("a", "a", -1, false)]
    [InlineData("a:", "a", -1, false)]
    [InlineData("a:1", "a", 1, false)]
    [InlineData("a.example.:65535", "a.example.", 65535, false)]
    [InlineData("127.0.0.1:080", "127.0.0.1", 80, false)]
    [InlineData("[::1]", "::1", -1, true)]
    [InlineData("[2001:DB8::1]:443", "2001:DB8::1", 443, true)]
    [InlineData("[::ffff:127.0.0.1]:", "::ffff:127.0.0.1", -1, true)]
    public void An_authority_is_read(string text, string host, int port, bool isIpv6)
    {
        Assert.True(Authority.TryParse(Segments.Bytes(text), out var authority));
        Assert.Equal((host, port, isIpv6), (Segments.Text(authority.Host), authority.Port, authority.IsIpv6Literal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("a:1:2")]
    [InlineData("a:100000")]
    [InlineData("[::1")]
    [InlineData("[::1]]")]
    [InlineData("[:::1]")]
    [InlineData("[12345::]")]
    [InlineData("a@b")]
    public void What_is_no_authority_is_not_read(string text) =>
        Assert.False(Authority.TryParse(Segments.Bytes(text), out _));
}
