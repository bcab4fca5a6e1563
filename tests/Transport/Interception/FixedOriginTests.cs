using System.Text;
using Pipelock.Transport.Interception;

namespace Pipelock.Transport.Tests.Interception;

/// <summary>Inside a tunnel there is one origin, however a request writes it, and no other.</summary>
public sealed class FixedOriginTests
{
    [Theory]
    [InlineData("a.test", 443, "GET /x?y=1", "a.test", "https://a.test/x?y=1")]
    [InlineData("a.test", 443, "GET /", "A.Test", "https://A.Test/")]
    [InlineData("a.test", 443, "GET /", "a.test:443", "https://a.test:443/")]
    [InlineData("a.test", 443, "GET /", "a.test.", "https://a.test./")]
    [InlineData("a.test.", 443, "GET /", "a.test", "https://a.test/")]
    [InlineData("a.test", 8443, "GET /", "a.test:8443", "https://a.test:8443/")]
    [InlineData("192.0.2.7", 443, "GET /", "192.0.2.7", "https://192.0.2.7/")]
    [InlineData("2001:db8::7", 8443, "GET /", "[2001:db8::7]:8443", "https://[2001:db8::7]:8443/")]
    [InlineData("a.test", 443, "OPTIONS *", "a.test", "https://a.test")]
    [InlineData("a.test", 443, "GET https://a.test/x", "a.test", "https://a.test/x")]
    [InlineData("a.test", 443, "GET HTTPS://A.TEST:443/x", "a.test", "HTTPS://A.TEST:443/x")]
    [InlineData("a.test", 443, "GET https://a.test?q", "a.test", "https://a.test?q")]
    public void A_request_for_the_origin_gets_its_URL(string name, int port, string start, string host, string url) =>
        Assert.Equal(url, Requests.UrlOf(Origin(name, port), start, host));

    [Theory]
    [InlineData("a.test", 443, "https://a.test/")]
    [InlineData("a.test", 8443, "https://a.test:8443/")]
    [InlineData("2001:db8::7", 443, "https://[2001:db8::7]/")]
    public void A_request_that_names_no_host_is_for_the_origin(string name, int port, string url) =>
        Assert.Equal(url, Requests.UrlOf(Origin(name, port), "GET /", host: null));

    [Theory]
    [InlineData("a.test", 443, "GET /", "b.test")]
    [InlineData("a.test", 443, "GET /", "x.a.test")]
    [InlineData("a.test", 443, "GET /", "a.test.b.test")]
    [InlineData("a.test", 443, "GET /", "a.test:80")]
    [InlineData("a.test", 8443, "GET /", "a.test")]
    [InlineData("a.test", 8443, "GET /", "a.test:443")]
    [InlineData("192.0.2.7", 443, "GET /", "192.0.2.70")]
    [InlineData("a.test", 443, "GET https://b.test/", "a.test")]
    [InlineData("a.test", 443, "GET https://a.test:444/", "a.test")]
    [InlineData("a.test", 443, "GET http://a.test:443/", "a.test")]
    [InlineData("a.test", 443, "CONNECT a.test:443", "a.test:443")]
    public void A_request_for_another_is_not_composed(string name, int port, string start, string host) =>
        Assert.Null(Requests.UrlOf(Origin(name, port), start, host));

    private static FixedOrigin Origin(string name, int port) => new(Encoding.ASCII.GetBytes(name), port);
}
