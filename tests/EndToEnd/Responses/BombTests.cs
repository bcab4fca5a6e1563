using System.Globalization;
using System.IO.Compression;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Responses;

/// <summary>Small bodies that unfold to very large ones end early, at next to no cost.</summary>
public sealed class BombTests(ResponseSite site) : IClassFixture<ResponseSite>
{
    /// <summary>What unfolds is far beyond every bound, and a part of what a bomb could hold: the rest is never
    /// read.</summary>
    private const int Unfolded = 256 * 1024 * 1024;

    private const double AllowedMilliseconds = 100;

    public static TheoryData<string, int> Bombs => new()
    {
        { "gzip", 1 }, { "br", 1 }, { "deflate", 1 }, { "gzip", 2 }, { "br", 2 },
    };

    [Theory, MemberData(nameof(Bombs))]
    public async Task A_bomb_ends_with_a_reason_within_a_tenth_of_a_second_of_processor_time(string coding, int layers)
    {
        var body = Bomb(coding, layers);
        var field = $"Content-Encoding: {string.Join(", ", Enumerable.Repeat(coding, layers))}\r\n";
        var small = ContentEncoding.Encode(coding, "warm words"u8);
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (
                await site.GetAsync(Script.Whole("text/plain", small, $"Content-Encoding: {coding}\r\n"))).Status);

        var before = ProcessorTime();
        var response = await site.GetAsync(Script.Whole("text/plain", body, field));
        var spent = ProcessorTime() - before;

        Assert.Equal(403, response.Status);
        Assert.Contains("Response Encoding", response.Text, StringComparison.Ordinal);
        Assert.InRange(spent, 0, AllowedMilliseconds);
    }

    /// <summary>Zeros, coded once or more often.</summary>
    private static byte[] Bomb(string coding, int layers)
    {
        using var output = new MemoryStream();
        using (Stream target = coding switch
        {
            "gzip" => new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true),
            "deflate" => new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true),
            _ => new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            var line = new byte[1024 * 1024];
            line.AsSpan().Fill((byte)'a');
            for (var written = 0; written < Unfolded; written += line.Length) target.Write(line);
        }

        var bomb = output.ToArray();
        for (var layer = 1; layer < layers; layer++) bomb = ContentEncoding.Encode(coding, bomb);
        return bomb;
    }

    /// <summary>Milliseconds of processor time of the proxy so far, by the kernel's account in ticks of 10
    /// ms.</summary>
    private double ProcessorTime()
    {
        var fields = File.ReadAllText($"/proc/{site.Proxy.Id}/stat").Split(") ")[1].Split(' ');
        return 10 * (double.Parse(fields[11], CultureInfo.InvariantCulture)
            + double.Parse(fields[12], CultureInfo.InvariantCulture));
    }
}
