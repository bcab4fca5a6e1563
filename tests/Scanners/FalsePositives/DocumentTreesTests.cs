using System.Collections.Concurrent;
using System.IO.Compression;
using Xunit.Abstractions;

namespace Pipelock.Scanners.Tests.FalsePositives;

/// <summary>
/// The default rules over the texts of a development machine: documentation, scripts, interface descriptions. Takes
/// minutes, so it runs only where <c>PIPELOCK_DOCUMENT_TREES</c> names directories, with colons between.
/// </summary>
public sealed class DocumentTreesTests(ITestOutputHelper output)
{
    private const string TreesVariable = "PIPELOCK_DOCUMENT_TREES";
    private const int MaxFindingsPerThousand = 1;
    private const int Head = 4096;
    private const int MaxFile = 16 * 1024 * 1024;

    private static readonly HashSet<string> s_binary = new(StringComparer.OrdinalIgnoreCase)
    {
        ".dll", ".so", ".a", ".exe", ".pdb", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".pdf", ".pyc", ".nupkg", ".zip",
        ".p7s", ".dylib", ".ttf", ".woff", ".woff2",
    };

    [Fact]
    public void The_default_rules_find_next_to_nothing_in_the_texts_of_a_development_machine()
    {
        var trees = Environment.GetEnvironmentVariable(TreesVariable);
        if (string.IsNullOrEmpty(trees))
            return;
        using var engine = ScanEngine.Build(new ScanSettings { ScanEnvironment = false });
        var files = trees.Split(':').SelectMany(Texts).ToArray();
        var found = new ConcurrentBag<string>();
        var bytes = 0L;
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            var text = Read(file);
            if (text.AsSpan(0, Math.Min(text.Length, Head)).Contains((byte)0))
                return; // a program without an extension

            Interlocked.Add(ref bytes, text.Length);
            // The rule and the place, never the text.
            foreach (var finding in engine.ScanText(text, ScanLayer.Dlp, file).Concat(AsAnswer(engine, text)).Items)
                found.Add($"{finding.RuleName}  {file}  {string.Join('+', finding.Decodings)}");
        });

        foreach (var line in found.Order(StringComparer.Ordinal))
            output.WriteLine(line);
        output.WriteLine($"{found.Count} findings in {files.Length} files, {bytes} bytes");
        Assert.True(found.Count * 1000 <= files.Length * MaxFindingsPerThousand, $"{found.Count} findings");
    }

    // What an agent reads is looked at for instructions; weak evidence of them is a warning and no finding.
    private static Findings AsAnswer(ScanEngine engine, ReadOnlySpan<byte> text)
    {
        const int Piece = 64 * 1024;
        var scan = engine.RentResponseScan("text/plain"u8, []);
        var found = Findings.None;
        for (; !text.IsEmpty; text = text[Math.Min(Piece, text.Length)..])
            found = found.Concat(scan.Append(text[..Math.Min(Piece, text.Length)]));
        found = found.Concat(scan.Complete());
        engine.Return(scan);
        return new Findings([.. found.Items.Where(finding => !finding.IsWeak)]);
    }

    private static IEnumerable<string> Texts(string tree) =>
        Directory.EnumerateFiles(tree, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        }).Where(file => !s_binary.Contains(Path.GetExtension(file)) && new FileInfo(file).Length <= MaxFile);

    private static byte[] Read(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
            return File.ReadAllBytes(file);
        using var unpacked = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
            packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
