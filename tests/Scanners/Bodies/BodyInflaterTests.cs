using System.IO.Compression;
using System.Text;

namespace Pipelock.Scanners.Tests.Bodies;

public sealed class BodyInflaterTests
{
    private const long TenGigabytes = 10L * 1024 * 1024 * 1024;
    private const double AllowedMilliseconds = 100;

    private static readonly ScanEngine s_engine = ScanEngine.Build(EngineFixture.Quiet);

    // The bomb is made of members that each unfold to 64 MiB (RFC 1952 §2.2); its length is that of all of them.
    [Fact]
    public void A_bomb_of_ten_gigabytes_ends_with_a_reason_within_a_tenth_of_a_second()
    {
        const int Member = 64 * 1024 * 1024;
        byte[] member = Gzip(output =>
        {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < Member / zeros.Length; i++)
                output.Write(zeros);
        });
        Scan(Gzip(output => output.Write("warm"u8)), 1, out _);
        Findings found = Scan(member, (int)(TenGigabytes / Member), out double spent);
        Assert.Contains(found.Items, one => one.RuleName == "Response Encoding");
        Assert.InRange(spent, 0, AllowedMilliseconds);
    }

    // Noise between stretches that unfold well.
    [Fact]
    public void What_unfolds_a_hundredfold_ends_with_a_reason_too()
    {
        var random = new Random(7);
        byte[] noise = new byte[7 * 1024];
        byte[] same = new byte[1024 * 1024];
        same.AsSpan().Fill((byte)'a');
        byte[] body = Gzip(output =>
        {
            for (int i = 0; i < 64; i++)
            {
                random.NextBytes(noise);
                output.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(noise)));
                output.Write(same);
            }
        });
        Assert.InRange(64.0 * 1024 * 1024 / body.Length, 60, 190);
        Findings found = Scan(body, 1, out double spent);
        Assert.Contains(found.Items, one => one.RuleName == "Response Encoding");
        Assert.InRange(spent, 0, AllowedMilliseconds);
    }

    [Fact]
    public void A_long_document_that_compresses_as_documents_do_passes()
    {
        byte[] body = Gzip(output =>
        {
            for (int i = 0; i < 120_000; i++)
                output.Write(Encoding.ASCII.GetBytes(
                    $"{{\"id\":{i},\"name\":\"item number {i * 7919 % 10007}\",\"price\":{i % 977}}}\n"));
        });
        Assert.True(Scan(body, 1, out _).IsClean);
    }

    private static Findings Scan(byte[] coded, int times, out double milliseconds)
    {
        TimeSpan before = ProcessorTime();
        var scan = s_engine.RentResponseScan("text/plain"u8, "gzip"u8);
        Findings found = default;
        for (int i = 0; i < times && found.IsClean; i++)
        {
            for (int at = 0; at < coded.Length && found.IsClean; at += 16 * 1024)
                found = scan.Append(coded.AsSpan(at, Math.Min(16 * 1024, coded.Length - at)));
        }

        if (found.IsClean)
            found = scan.Complete();
        s_engine.Return(scan);
        milliseconds = (ProcessorTime() - before).TotalMilliseconds;
        return found;
    }

    // Of this thread alone: other tests run beside this one.
    private static TimeSpan ProcessorTime()
    {
        string[] fields = File.ReadAllText("/proc/thread-self/schedstat").Split(' ');
        return TimeSpan.FromMicroseconds(
            long.Parse(fields[0], System.Globalization.CultureInfo.InvariantCulture) / 1000.0);
    }

    private static byte[] Gzip(Action<Stream> write)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
            write(stream);
        return output.ToArray();
    }
}
