using System.Net;
using Pipelock.Transport.Tests.Interception;
using Pipelock.Transport.Transparent;

namespace Pipelock.Transport.Tests.Transparent;

/// <summary>A redirected request goes to the host it names, at the port its client was going to.</summary>
public sealed class HostOriginTests
{
    [Theory]
    [InlineData("192.0.2.7:80", "GET /x?y=1", "a.test", "http://a.test/x?y=1")]
    [InlineData("192.0.2.7:80", "GET /", "a.test:80", "http://a.test:80/")]
    [InlineData("192.0.2.7:8080", "GET /", "a.test", "http://a.test:8080/")]
    [InlineData("192.0.2.7:8080", "GET /", "a.test:8080", "http://a.test:8080/")]
    [InlineData("[2001:db8::7]:8080", "GET /", "[2001:db8::7]", "http://[2001:db8::7]:8080/")]
    [InlineData("192.0.2.7:80", "OPTIONS *", "a.test", "http://a.test")]
    [InlineData("192.0.2.7:80", "GET /", null, "http://192.0.2.7:80/")]
    [InlineData("[2001:db8::7]:8080", "GET /", null, "http://[2001:db8::7]:8080/")]
    public void A_request_gets_the_URL_of_the_host_it_names(
        string destination, string start, string? host, string url) =>
        Assert.Equal(url, Requests.UrlOf(new HostOrigin(IPEndPoint.Parse(destination)), start, host));

    [Theory]
    [InlineData("another port", "192.0.2.7:80", "GET /", "a.test:8080")]
    [InlineData("the default port, going to another", "192.0.2.7:8080", "GET /", "a.test:80")]
    [InlineData("a proxy request", "192.0.2.7:80", "GET http://a.test/", "a.test")]
    [InlineData("a tunnel", "192.0.2.7:80", "CONNECT a.test:443", "a.test:443")]
    public void A_request_for_elsewhere_is_not_composed(string name, string destination, string start, string host)
    {
        var url = Requests.UrlOf(new HostOrigin(IPEndPoint.Parse(destination)), start, host);

        Assert.True(url is null, $"{name}: {url}");
    }

    [Theory]
    [InlineData(507, true)]
    [InlineData(508, false)]
    public void A_name_longer_than_any_host_is_refused_where_a_port_has_to_be_added(int length, bool fits)
    {
        var host = new string('a', length);

        Assert.Equal(fits, Requests.UrlOf(new HostOrigin(IPEndPoint.Parse("192.0.2.7:8080")), "GET /", host) is not null);
    }
}
