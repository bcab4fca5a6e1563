using System.Text;
using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Tests.Addresses;

public sealed class HostPatternsTests
{
    private static readonly HostPatterns s_patterns = new(
        ["example.com", " *.Pastebin.com ", "exfil.example.net.", "api-*.corp.example", ""]);

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("EXAMPLE.COM", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("pastebin.com", "*.pastebin.com")]
    [InlineData("a.b.pastebin.com", "*.pastebin.com")]
    [InlineData("exfil.example.net", "exfil.example.net")]
    [InlineData("api-7.corp.example", "api-*.corp.example")]
    public void A_listed_host_is_found_with_its_pattern(string host, string pattern) =>
        Assert.Equal(pattern, s_patterns.Find(Encoding.ASCII.GetBytes(host)));

    [Theory]
    [InlineData("www.example.com")]
    [InlineData("example.com.evil.com")]
    [InlineData("notexample.com")]
    [InlineData("notpastebin.com")]
    [InlineData("pastebin.com.evil.com")]
    [InlineData("pastebin.co")]
    [InlineData("com")]
    [InlineData("")]
    [InlineData(".")]
    public void Another_is_not(string host) => Assert.Null(s_patterns.Find(Encoding.ASCII.GetBytes(host)));

    [Fact]
    public void Four_different_patterns_count_four() => Assert.Equal(4, s_patterns.Count);

    [Fact]
    public void A_host_of_any_length_and_any_bytes_is_answered()
    {
        Assert.Null(s_patterns.Find(new byte[1000]));
        Assert.Null(s_patterns.Find([0xff, 0xfe, (byte)'.', 0x80]));
    }
}
