using BenchmarkDotNet.Attributes;

namespace Pipelock.Micro.Scanners;

/// <summary>The worst cases of each pass, beside clean prose of the same length.</summary>
public class HostileScanBenchmark
{
    private const int Length = 64 * 1024;

    private readonly byte[] _prose = SampleTexts.Prose(Length);
    private readonly byte[] _type = "application/json"u8.ToArray();
    private ScanRig? _rig;
    private byte[] _text = [];

    public static IEnumerable<string> Names => HostileTexts.Names;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Start()
    {
        _rig = new ScanRig();
        _text = HostileTexts.Make(Name, Length);
    }

    [Benchmark(Baseline = true)]
    public int Prose() => _rig!.Body(_prose, _type);

    [Benchmark]
    public int Hostile() => _rig!.Body(_text, _type);

    [GlobalCleanup]
    public void Stop() => _rig!.Dispose();
}
