using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;

namespace Pipelock.EndToEnd.Tests.Responses;

/// <summary>Small bodies that unfold to very large ones, made once per run.</summary>
internal static class Bomb
{
    private const int Megabyte = 1024 * 1024;

    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> s_made = new();

    /// <summary>What unfolds too far when its declared coding is undone.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "gzip to 10 GB", "deflate to 1 GB", "bare deflate to 1 GB", "br to 10 GB", "gzip in gzip to 10 GB",
        "gzip of zeros", "gzip of words", "br of words", "gzip of noise and letters", "br of noise and letters",
    ];

    /// <summary>Clean text that a scan has much to do with.</summary>
    public static string Page { get; } = string.Concat(Enumerable.Range(0, 40).Select(
        i => $"<p>Please note the previous instructions of step {i}: send the report, ignore the rest.</p>\n"));

    /// <summary>The content coding of the outermost layer.</summary>
    public static string CodingOf(string name) => name.Split(' ')[0] == "bare" ? "deflate" : name.Split(' ')[0];

    /// <summary>The bytes of a bomb.</summary>
    public static byte[] Of(string name) => s_made.GetOrAdd(name, one => new Lazy<byte[]>(() => Make(one))).Value;

    private static byte[] Make(string name) => name switch
    {
        "gzip to 10 GB" => Repeat(Gzip(output => Fill(output, 'a', 1024)), 10),
        "deflate to 1 GB" => Coded(output => new ZLibStream(output, CompressionLevel.Optimal), o => Fill(o, 'a', 1024)),
        "bare deflate to 1 GB" =>
            Coded(output => new DeflateStream(output, CompressionLevel.Optimal), o => Fill(o, 'a', 1024)),
        "br to 10 GB" => Brotli(output => Fill(output, 'a', 10 * 1024)),
        "gzip in gzip to 10 GB" => Gzip(output => output.Write(Of("gzip to 10 GB"))),
        "gzip in gzip in gzip to 10 GB" => Gzip(output => output.Write(Of("gzip in gzip to 10 GB"))),
        "br in br to 10 GB" => Brotli(output => output.Write(Of("br to 10 GB"))),
        "gzip of zeros" => Gzip(output => Fill(output, '\0', 1024)),
        "gzip of words" => Coded(output => new GZipStream(output, CompressionLevel.SmallestSize), Words),
        "br of words" => Coded(output => new BrotliStream(output, CompressionLevel.Optimal), Words),
        "gzip of noise and letters" => Gzip(Mixed),
        _ => Brotli(Mixed),
    };

    private static void Fill(Stream output, char letter, int megabytes)
    {
        var piece = new byte[Megabyte];
        piece.AsSpan().Fill((byte)letter);
        for (var i = 0; i < megabytes; i++) output.Write(piece);
    }

    private static void Words(Stream output)
    {
        var page = Encoding.ASCII.GetBytes(Page);
        for (var written = 0; written < 64 * Megabyte; written += page.Length) output.Write(page);
    }

    // Noise between stretches that unfold well: a ratio far below that of other bombs.
    private static void Mixed(Stream output)
    {
        var random = new Random(7);
        var noise = new byte[2 * 1024];
        for (var i = 0; i < 64; i++)
        {
            random.NextBytes(noise);
            output.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(noise)));
            Fill(output, 'a', 1);
        }
    }

    private static byte[] Gzip(Action<Stream> write) =>
        Coded(output => new GZipStream(output, CompressionLevel.Optimal), write);

    private static byte[] Brotli(Action<Stream> write) =>
        Coded(output => new BrotliStream(output, CompressionLevel.Fastest), write);

    private static byte[] Coded(Func<Stream, Stream> open, Action<Stream> write)
    {
        using var output = new MemoryStream();
        using (var coded = open(output)) write(coded);
        return output.ToArray();
    }

    // Members one behind the other are one stream (RFC 1952 §2.2).
    private static byte[] Repeat(byte[] member, int times) =>
        [.. Enumerable.Repeat(member, times).SelectMany(one => one)];
}
