using System.Text;
using Pipelock.Policy.Disclosure;

namespace Pipelock.Policy.Tests.Disclosure;

public sealed class HostRedactionTests
{
    [Theory]
    [InlineData("aGVsbG8td29ybGQ.evil.com", "[redacted].evil.com")]
    [InlineData("a.b.c.evil.co.uk", "[redacted].evil.co.uk")]
    [InlineData("ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A.com", "[redacted].com")]
    [InlineData("ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A.co.uk", "[redacted].co.uk")]
    [InlineData("123-45-6789.com", "[redacted].com")]
    [InlineData("x.averyverylongname.com", "[redacted].com")]
    [InlineData("localhost", "[redacted]")]
    [InlineData("ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A", "[redacted]")]
    [InlineData("a.ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z5A", "[redacted]")]
    [InlineData("", "[redacted]")]
    public void Only_what_somebody_registered_is_told_and_not_even_that_where_it_may_be_the_secret(
        string host, string expected) =>
        Assert.Equal(expected, HostRedaction.Redact(Encoding.ASCII.GetBytes(host)));

    [Theory]
    [InlineData(UrlDisclosure.Full, "a.example.com")]
    [InlineData(UrlDisclosure.Origin, "a.example.com")]
    [InlineData(UrlDisclosure.Domain, "[redacted].example.com")]
    public void The_host_is_told_as_far_as_the_disclosure_goes(UrlDisclosure disclosure, string expected) =>
        Assert.Equal(expected, HostRedaction.Tell("a.example.com"u8, disclosure));
}
