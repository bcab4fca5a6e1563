using System.Text;
using Pipelock.Policy.Disclosure;

namespace Pipelock.Policy.Tests.Disclosure;

public sealed class RegistrableDomainTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("a.b.example.com.", "example.com")]
    [InlineData("example.co.uk", "example.co.uk")]
    [InlineData("www.example.co.uk", "example.co.uk")]
    [InlineData("www.example.CO.UK", "example.CO.UK")]
    [InlineData("a.b.example.com.au", "example.com.au")]
    [InlineData("shop.example.co.jp", "example.co.jp")]
    [InlineData("co.uk", "co.uk")]
    [InlineData("localhost", "localhost")]
    [InlineData("com", "com")]
    [InlineData("", "")]
    [InlineData(".", "")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("2001:db8::10.0.0.1", "2001:db8::10.0.0.1")]
    [InlineData("co.example.de", "example.de")]
    [InlineData("1password.com", "1password.com")]
    [InlineData("tenant.github.io", "github.io")]
    [InlineData("a..b", ".b")] // no such host gets here; a suffix is a good answer to any question
    public void The_part_somebody_registered(string host, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(RegistrableDomain.Of(Encoding.ASCII.GetBytes(host))));
}
