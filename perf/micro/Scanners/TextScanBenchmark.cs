using BenchmarkDotNet.Attributes;

namespace Pipelock.Micro.Scanners;

/// <summary>Clean texts and bodies, beside one plain scan of the same bytes.</summary>
public class TextScanBenchmark
{
    private ScanRig? _rig;
    private byte[] _text = [];
    private byte[] _type = [];

    [Params("prose", "chat", "JSON", "HTML", "base64", "Russian", "Chinese")]
    public string Kind { get; set; } = "prose";

    [Params(64, 1024, 10 * 1024, 1024 * 1024)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Start()
    {
        _rig = new ScanRig();
        _text = Kind switch
        {
            "chat" => SampleTexts.Chat(Length),
            "JSON" => SampleTexts.Json(Length),
            "HTML" => SampleTexts.Html(Length),
            "base64" => SampleTexts.Base64(Length),
            "Russian" => SampleTexts.Russian(Length),
            "Chinese" => SampleTexts.Chinese(Length),
            _ => SampleTexts.Prose(Length),
        };
        _type = Kind is "chat" or "JSON" ? "application/json"u8.ToArray() : "text/plain"u8.ToArray();
    }

    [Benchmark(Baseline = true)]
    public int PlainScan() => _rig!.PlainScan(_text);

    [Benchmark]
    public int Text() => _rig!.Text(_text);

    [Benchmark]
    public int Body() => _rig!.Body(_text, _type);

    [GlobalCleanup]
    public void Stop() => _rig!.Dispose();
}
