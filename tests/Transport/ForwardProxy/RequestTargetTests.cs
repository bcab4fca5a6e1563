using System.Text;
using Pipelock.Scanners.Url;
using Pipelock.Transport.ForwardProxy;

namespace Pipelock.Transport.Tests.ForwardProxy;

public class RequestTargetTests
{
    [Theory]
    [InlineData("http://a.example/x?y=1", "a.example", 80, "a.example", "/x?y=1")]
    [InlineData("http://a.example", "a.example", 80, "a.example", "")]
    [InlineData("http://a.example:8080/", "a.example", 8080, "a.example:8080", "/")]
    [InlineData("http://a.example?q", "a.example", 80, "a.example", "?q")]
    [InlineData("http://a.example/x#frag", "a.example", 80, "a.example", "/x")]
    [InlineData("http://user:pw@a.example:81/x", "a.example", 81, "a.example:81", "/x")]
    [InlineData("http://[2001:db8::1]:81/x", "2001:db8::1", 81, "[2001:db8::1]:81", "/x")]
    [InlineData("http://[2001:db8::1]/", "2001:db8::1", 80, "[2001:db8::1]", "/")]
    [InlineData("HTTPS://A.example/", "A.example", 443, "A.example", "/")]
    public void The_parts_of_a_target_are_found_again_in_its_bytes(
        string url, string host, int port, string authority, string path)
    {
        var raw = Encoding.ASCII.GetBytes(url);
        Assert.True(UrlParts.TryParse(raw, out var parts, out var problem), problem);
        var target = RequestTarget.Of(parts);

        Assert.Equal(
            (host, port, authority, path),
            (target.HostText(raw), target.Port, Text(target.Authority(raw)), Text(target.PathAndQuery(raw))));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);
}
