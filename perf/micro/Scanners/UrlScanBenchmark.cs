using BenchmarkDotNet.Attributes;

namespace Pipelock.Micro.Scanners;

/// <summary>A clean URL of 120 bytes through every layer that needs no network.</summary>
public class UrlScanBenchmark
{
    private ScanRig? _rig;
    private byte[] _url = [];

    /// <summary>What stands in the URL.</summary>
    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = "";

    /// <summary>All kinds.</summary>
    public static IEnumerable<string> Kinds => SampleTexts.Urls.Keys;

    [GlobalSetup]
    public void Start()
    {
        _rig = new ScanRig();
        _url = SampleTexts.Urls[Kind];
    }

    [Benchmark(Baseline = true)]
    public int PlainScan() => _rig!.PlainScan(_url);

    [Benchmark]
    public int Url() => _rig!.Url(_url);

    [GlobalCleanup]
    public void Stop() => _rig!.Dispose();
}
