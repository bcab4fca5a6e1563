using BenchmarkDotNet.Attributes;

namespace Pipelock.Micro.Scanners;

/// <summary>A clean URL of 120 bytes through every layer that needs no network.</summary>
public class UrlScanBenchmark
{
    private ScanRig? _rig;

    [GlobalSetup]
    public void Start() => _rig = new ScanRig();

    [Benchmark(Baseline = true)]
    public int PlainScan() => _rig!.PlainScan(SampleTexts.Url);

    [Benchmark]
    public int Url() => _rig!.Url(SampleTexts.Url);

    [GlobalCleanup]
    public void Stop() => _rig!.Dispose();
}
