using BenchmarkDotNet.Attributes;

namespace Pipelock.Micro.Transport;

/// <summary>One clean request on a keep-alive connection, socket to socket, all scanning on.</summary>
public class ForwardRequestBenchmark
{
    private ProxyRig? _get;
    private ProxyRig? _post;

    [GlobalSetup]
    public void Start()
    {
        _get = CleanRequests.Get();
        _post = CleanRequests.Post();
    }

    [Benchmark(Baseline = true)]
    public void Get() => _get!.Exchange();

    [Benchmark]
    public void PostJson() => _post!.Exchange();

    [GlobalCleanup]
    public void Stop()
    {
        _get!.Dispose();
        _post!.Dispose();
    }
}
