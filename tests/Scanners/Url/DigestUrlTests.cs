using System.IO.Compression;
using System.Text;

namespace Pipelock.Scanners.Tests.Url;

/// <summary>A digest in a URL stands for nothing; what stands beside it may.</summary>
public sealed class DigestUrlTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Digest = "8f3c1d2e9b7a6054c3d2e1f0a9b8c7d6e5f40312";

    public static TheoryData<string, string> Hidden() => new()
    {
        { "compressed data", Convert.ToHexStringLower(Deflated($"key={Samples.Aws} and more of it")) },
        { "text in hexadecimal", Samples.Hex(Samples.Aws) },
        { "text in base 64", Convert.ToBase64String(Encoding.ASCII.GetBytes("k=" + Samples.Aws)).TrimEnd('=') },
        { "a number in hexadecimal", Samples.Hex("4556737586899855") },
        { "the same as a UUID", new Guid(Encoding.ASCII.GetBytes("4556737586899855"), bigEndian: true).ToString() },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public void What_is_hidden_beside_a_digest_is_found(string what, string hidden)
    {
        Assert.False(Scan($"https://e.example/blob/{Digest}/{hidden}/file").IsClean, what);
        Assert.False(Scan($"https://e.example/blob/{Digest}?q={hidden}").IsClean, what);
    }

    [Fact]
    public void A_digest_alone_is_clean() => Assert.True(Scan($"https://e.example/blob/{Digest}/file").IsClean);

    private Findings Scan(string url) => fixture.Default.ScanUrl(Encoding.ASCII.GetBytes(url));

    private static byte[] Deflated(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(Encoding.ASCII.GetBytes(text));
        return packed.ToArray();
    }
}
