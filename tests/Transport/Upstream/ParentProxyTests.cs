using System.Text;
using Pipelock.Config.Options;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tests.Upstream;

public class ParentProxyTests
{
    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "EXAMPLE.com", true)]
    [InlineData("example.com", "api.example.com", true)]
    [InlineData("example.com", "api.example.com.", true)]
    [InlineData("example.com", "notexample.com", false)]
    [InlineData("example.com", "example.com.evil.net", false)]
    [InlineData(".example.com", "api.example.com", true)]
    [InlineData("*.example.com", "api.example.com", true)]
    [InlineData("Internal.Corp", "db.internal.corp", true)]
    [InlineData("10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "11.1.2.3", false)]
    [InlineData("10.0.0.0/8", "10.example.com", false)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.70", false)]
    [InlineData("2001:db8::/32", "2001:db8::1", true)]
    [InlineData("*", "anything.example", true)]
    public void No_proxy_matches_names_at_label_boundaries_and_addresses_by_range(
        string entry, string host, bool bypassed)
    {
        var parent = ParentProxy.From(new UpstreamProxyOptions { Url = "http://parent:3128", NoProxy = [entry] })!;

        Assert.Equal(bypassed, parent.Bypasses(Encoding.ASCII.GetBytes(host)));
    }

    [Fact]
    public void Without_a_url_there_is_no_parent() => Assert.Null(ParentProxy.From(new UpstreamProxyOptions()));

    [Fact]
    public void Credentials_become_one_complete_field()
    {
        var parent = ParentProxy.From(new UpstreamProxyOptions
        {
            Url = "http://parent:3128", Username = "agent", Password = "pass:word",
        })!;

        var field = Encoding.ASCII.GetString(parent.AuthorizationField);
        Assert.Equal("Proxy-Authorization: Basic YWdlbnQ6cGFzczp3b3Jk\r\n", field);
    }
}
