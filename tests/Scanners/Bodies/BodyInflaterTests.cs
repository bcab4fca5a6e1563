using System.IO.Compression;
using System.Text;

namespace Pipelock.Scanners.Tests.Bodies;

public sealed class BodyInflaterTests
{
    private const long TenGigabytes = 10L * 1024 * 1024 * 1024;
    private const int Slice = 16 * 1024;

    private static readonly ScanEngine s_engine = ScanEngine.Build(EngineFixture.Quiet);

    // The bomb is made of members that each unfold to 64 MiB (RFC 1952 §2.2); its length is that of all of them.
    [Fact]
    public void A_bomb_of_ten_gigabytes_ends_with_a_reason_in_its_first_slice()
    {
        const int Member = 64 * 1024 * 1024;
        var member = Gzip(output =>
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < Member / zeros.Length; i++)
                output.Write(zeros);
        });
        var found = Scan(member, (int)(TenGigabytes / Member), out var taken);
        Assert.Contains(found.Items, one => one.RuleName == "Response Encoding");
        Assert.InRange(taken, 1, Slice);
    }

    // Noise between stretches that unfold well.
    [Fact]
    public void What_unfolds_a_hundredfold_ends_with_a_reason_too()
    {
        var random = new Random(7);
        var noise = new byte[7 * 1024];
        var same = new byte[1024 * 1024];
        same.AsSpan().Fill((byte)'a');
        var body = Gzip(output =>
        {
            for (var i = 0; i < 64; i++)
            {
                random.NextBytes(noise);
                output.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(noise)));
                output.Write(same);
            }
        });
        Assert.InRange(64.0 * 1024 * 1024 / body.Length, 60, 190);
        var found = Scan(body, 1, out var taken);
        Assert.Contains(found.Items, one => one.RuleName == "Response Encoding");
        Assert.InRange(taken, 1, 4 * Slice);
    }

    [Fact]
    public void A_long_document_that_compresses_as_documents_do_passes()
    {
        var body = Gzip(output =>
        {
            for (var i = 0; i < 120_000; i++)
                output.Write(Encoding.ASCII.GetBytes(
                    $"{{\"id\":{i},\"name\":\"item number {i * 7919 % 10007}\",\"price\":{i % 977}}}\n"));
        });
        Assert.True(Scan(body, 1, out _).IsClean);
    }

    // Tells how many bytes were taken until it was refused, which bounds what was inflated.
    private static Findings Scan(byte[] coded, int times, out long taken)
    {
        var scan = s_engine.RentResponseScan("text/plain"u8, "gzip"u8);
        Findings found = default;
        taken = 0;
        for (var i = 0; i < times && found.IsClean; i++)
        {
            for (var at = 0; at < coded.Length && found.IsClean; at += Slice)
            {
                ReadOnlySpan<byte> slice = coded.AsSpan(at, Math.Min(Slice, coded.Length - at));
                found = scan.Append(slice);
                taken += slice.Length;
            }
        }

        if (found.IsClean)
            found = scan.Complete();
        s_engine.Return(scan);
        return found;
    }

    private static byte[] Gzip(Action<Stream> write)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
            write(stream);
        return output.ToArray();
    }
}
