using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Url;

namespace Pipelock.Scanners.Tests.Url;

public sealed class UrlPartsTests
{
    public static TheoryData<string, string, int, string, string, string, string> Accepted => new()
    {
        { "http://a.example/", "a.example", 80, "/", "", "", "" },
        { "HTTPS://A.Example", "A.Example", 443, "", "", "", "" },
        { "http://a.example:8080/x?y=z#w", "a.example", 8080, "/x", "y=z", "w", "" },
        { "http://a.example:/x", "a.example", 80, "/x", "", "", "" },             // RFC 3986 §3.2.3
        { "http://a.example:00080/", "a.example", 80, "/", "", "", "" },
        { "http://a.example?q", "a.example", 80, "", "q", "", "" },
        { "http://a.example#f?g", "a.example", 80, "", "", "f?g", "" },
        { "http://a.example/?a?b#c#d", "a.example", 80, "/", "a?b", "c#d", "" },
        { "http://u:p@a.example/", "a.example", 80, "/", "", "", "u:p" },
        { "http://a.example./", "a.example.", 80, "/", "", "", "" },
        { "http://_dmarc.a_b.example/", "_dmarc.a_b.example", 80, "/", "", "", "" },
        { "http://xn--bcher-kva.example/", "xn--bcher-kva.example", 80, "/", "", "", "" },
        { "http://[::1]:81/", "::1", 81, "/", "", "", "" },
        { "http://[2001:db8::1]", "2001:db8::1", 80, "", "", "", "" },
        { "http://[::ffff:1.2.3.4]/", "::ffff:1.2.3.4", 80, "/", "", "", "" },
        { "http://127.1/", "127.1", 80, "/", "", "", "" },
        { "http://a.example/%zz%4", "a.example", 80, "/%zz%4", "", "", "" },       // broken triplets are kept
        { "http://a.example/caf\u00e9?q=\u4f60", "a.example", 80, "/caf\u00e9", "q=\u4f60", "", "" },
        { "http://a.example/{a}|\"<b>\"^`", "a.example", 80, "/{a}|\"<b>\"^`", "", "", "" },
        { "http://a.example/x@y:z", "a.example", 80, "/x@y:z", "", "", "" },
        { "ws://a.example/s", "a.example", 80, "/s", "", "", "" },
        { "wss://a.example/s", "a.example", 443, "/s", "", "", "" },
        { "ftp://a.example/x", "", 0, "//a.example/x", "", "", "" },               // only the scheme is understood
        { "file:///etc/passwd", "", 0, "///etc/passwd", "", "", "" },
        { "javascript:alert(1)", "", 0, "alert(1)", "", "", "" },
        { "gopher://a.example:70/_x", "", 0, "//a.example:70/_x", "", "", "" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_url_is_taken_apart(
        string url, string host, int port, string path, string query, string fragment, string userInfo)
    {
        Assert.True(UrlParts.TryParse(Encoding.UTF8.GetBytes(url), out var parts, out var problem), problem);
        Assert.Null(problem);
        Assert.Equal(
            (host, port, path, query, fragment, userInfo),
            (Text(parts.Host), parts.Port, Text(parts.Path), Text(parts.Query), Text(parts.Fragment),
                Text(parts.UserInfo)));
        Assert.Equal(url, Text(parts.Raw));
        Assert.Equal(url[..url.IndexOf(':', StringComparison.Ordinal)], Text(parts.Scheme));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "", "empty" },
        { "/relative", "no scheme" },
        { "//a.example/", "no scheme" },
        { "a.example/x", "no scheme" },
        { "1http://a.example/", "no scheme" },
        { ":http", "no scheme" },
        { "ht tp://a.example/", "space" },
        { "http:a.example", "not followed by //" },
        { "http:/a.example", "not followed by //" },
        { "http://", "no host" },
        { "http:///x", "no host" },
        { "http://:80/", "no host" },
        { "http://u@/", "no host" },
        { "http://a.example/ x", "space" },
        { " http://a.example/", "space" },
        { "http://a.example/\tx", "control character" },
        { "http://a.example/\r\nX: y", "line break" },
        { "http://a.example/\nx", "line break" },
        { "http://a.example/\0", "control character" },
        { "http://a.example/\u007f", "control character" },
        { "http://a.example\\@b.example/", "backslash" },
        { "http://a.example/x\\y", "backslash" },
        { "http://a@b@c.example/", "more than one @" },
        { "http://a.example:0/", "port" },
        { "http://a.example:65536/", "port" },
        { "http://a.example:-1/", "port" },
        { "http://a.example:8o/", "port" },
        { "http://a.example:000080/", "port" },
        { "http://a.example:80:80/", "port" },
        { "http://a..example/", "empty label" },
        { "http://.example/", "empty label" },
        { "http://a.example../", "empty label" },
        { "http://./", "empty label" },
        { "http://a%2eexample/", "percent-encoded" },
        { "http://127%2e0%2e0%2e1/", "percent-encoded" },
        { "http://b\u00fccher.example/", "xn--" },
        { "http://\u2460\u2461\u2466.0.0.1/", "xn--" },
        { "http://\uff11\uff12\uff17.0.0.1/", "xn--" },
        { "http://a!b.example/", "no host name may have" },
        { "http://a,b.example/", "no host name may have" },
        { "http://[::1", "closing bracket" },
        { "http://[::1]x/", "follows the IPv6" },
        { "http://[]/", "no IPv6" },
        { "http://[::g]/", "no IPv6" },
        { "http://[127.0.0.1]/", "no IPv6" },
        { "http://[v1.x]/", "no IPv6" },
        { "http://[fe80::1%25eth0]/", "zone" },
        { "http://[fe80::1%eth0]/", "zone" },
        { "http://::1/", "no host" },
        { "http://1.2.3.4.5/", "ends in a number" },
        { "http://256.1.1.1/", "ends in a number" },
        { "http://127.0.0.1.1.1/", "ends in a number" },
        { "http://a.1/", "ends in a number" },
        { "http://0x100000000/", "ends in a number" },
        { "http://09.0.0.1/", "ends in a number" },
        { "http://" + new string('a', 64) + ".example/", "63" },
        { "http://" + string.Join('.', Enumerable.Repeat("abcdefg", 32)) + "/", "253" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_url_that_could_be_read_in_two_ways_is_refused(string url, string because)
    {
        Assert.False(UrlParts.TryParse(Encoding.UTF8.GetBytes(url), out _, out var problem));
        Assert.Contains(because, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_make_it_throw() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(23, 29).WithMaxTest(5000),
        Prop.ForAll(
            Gen.OneOf(
                Gen.Choose(0, 255).Select(i => (byte)i),
                Gen.Elements("http://[]:@?#%.0127x"u8.ToArray())).ArrayOf().ToArbitrary(),
            bytes =>
            {
                byte[] url = [.. "http://"u8, .. bytes];
                var isUrl = UrlParts.TryParse(url, out var parts, out var problem);
                _ = UrlParts.TryParse(bytes, out _, out _);
                return isUrl == (problem is null)
                    && (!isUrl || (parts.Port is >= 1 and <= 65535 && parts.Host.Length > 0));
            }));

    [Fact]
    public void Parsing_allocates_nothing()
    {
        var url = "https://user@api.example.com:8443/v1/items/42?state=open&page=2#top"u8.ToArray();
        for (var i = 0; i < 100; i++)
            _ = UrlParts.TryParse(url, out _, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            _ = UrlParts.TryParse(url, out _, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
