using System.IO.Compression;
using System.Text;
using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Tests.Bodies;

public sealed class DecodingLimitsTests
{
    public static TheoryData<DecodingLimits, long, long, bool> Bounds => new()
    {
        { DecodingLimits.Default, 0, 512 * 1024, true },
        { DecodingLimits.Default, 0, (512 * 1024) + 100, false },
        { DecodingLimits.Default, 1000, (512 * 1024) + 100_000, true },
        { DecodingLimits.Default, 1000, (512 * 1024) + 100_100, false },
        { DecodingLimits.Default, 1_000_000_000_000, 30_000_000_000_000, true },
        { DecodingLimits.Default, 10, 10L * 1024 * 1024 * 1024, false },
        { new DecodingLimits(1, 0, long.MaxValue), 100, 100, true },
        { new DecodingLimits(1, 0, long.MaxValue), 100, 102, false },
        { new DecodingLimits(1000, 1000, 5000), 100, 5000, true },
        { new DecodingLimits(1000, 1000, 5000), 100, 5001, false },
    };

    [Theory, MemberData(nameof(Bounds))]
    public void A_body_may_unfold_so_far(DecodingLimits limits, long coded, long decoded, bool allowed) =>
        Assert.Equal(allowed, limits.Allow(coded, decoded));

    [Theory]
    [InlineData(40, true)]
    [InlineData(400, false)]
    public void The_ratio_is_the_operators(int ratio, bool isBomb)
    {
        using var engine = ScanEngine.Build(
            EngineFixture.Quiet with { Decoding = DecodingLimits.Default with { MaxRatio = ratio } });
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("All is well today. ", 200_000))));

        var answer = engine.RentResponseScan("text/plain"u8, "gzip"u8);
        var body = engine.RentBodyScan("text/plain"u8, "gzip"u8);

        Assert.Equal(isBomb, !answer.Append(coded.ToArray()).IsClean);
        Assert.Equal(isBomb, !body.Append(coded.ToArray()).IsClean);
        engine.Return(answer);
        engine.Return(body);
    }
}
