using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Tests.Entropy;

public sealed class RegistrableDomainTests
{
    // Forms of rules as publicsuffix.org/list describes them: plain, wildcard, exception, private section, unknown.
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("A.B.Example.COM", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("example.co.uk", "example.co.uk")]
    [InlineData("a.b.example.co.uk", "example.co.uk")]
    [InlineData("co.uk", "co.uk")]
    [InlineData("com", "com")]
    [InlineData("localhost", "localhost")]
    [InlineData("a.b.kawasaki.jp", "a.b.kawasaki.jp")]
    [InlineData("x.a.b.kawasaki.jp", "a.b.kawasaki.jp")]
    [InlineData("city.kawasaki.jp", "city.kawasaki.jp")]
    [InlineData("x.city.kawasaki.jp", "city.kawasaki.jp")]
    [InlineData("foo.www.ck", "www.ck")]
    [InlineData("a.b.c.ck", "b.c.ck")]
    [InlineData("d111111abcdef8.cloudfront.net", "d111111abcdef8.cloudfront.net")]
    [InlineData("a.octocat.github.io", "octocat.github.io")]
    [InlineData("bucket.s3.amazonaws.com", "bucket.s3.amazonaws.com")]
    [InlineData("a.example.unknowntld", "example.unknowntld")]
    [InlineData("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0x7f.1", "0x7f.1")]
    [InlineData("::1", "::1")]
    [InlineData("", "")]
    public void A_host_belongs_to_what_somebody_registered(string host, string expected) =>
        Assert.Equal(expected, RegistrableDomain.Of(host));

    [Fact]
    public void It_is_always_the_end_of_the_host() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(47, 53).WithMaxTest(2000),
        Prop.ForAll(
            Gen.Elements("abc.com.ukjp-1".ToCharArray()).ArrayOf().ToArbitrary(),
            text =>
            {
                var host = Encoding.ASCII.GetBytes(text);
                ReadOnlySpan<byte> whole = host.AsSpan().EndsWith("."u8) ? host.AsSpan(0, host.Length - 1) : host;
                return whole.EndsWith(RegistrableDomain.Of(host));
            }));

    [Fact]
    public void Asking_allocates_nothing()
    {
        var host = "a.b.example.co.uk"u8.ToArray();
        RegistrableDomain.Of(host);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            RegistrableDomain.Of(host);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
