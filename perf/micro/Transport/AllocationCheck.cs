namespace Pipelock.Micro.Transport;

/// <summary>Fails when clean requests on a keep-alive connection allocate managed memory.</summary>
internal static class AllocationCheck
{
    private const int Warmup = 20_000;
    private const int Counted = 50_000;

    /// <summary>
    /// What timers and tiered compilation of the process allocate beside the requests, spread over all of them: an
    /// allocation per request is 24 bytes at the least, and one in fifty requests would exceed this.
    /// </summary>
    private const double NoiseBytesPerRequest = 0.5;

    public static int Run()
    {
        var verdict = 0;
        verdict |= Check("GET", CleanRequests.Get);
        verdict |= Check("POST with JSON", CleanRequests.Post);
        return verdict;
    }

    private static int Check(string name, Func<ProxyRig> start)
    {
        using var rig = start();
        for (var i = 0; i < Warmup; i++) rig.Exchange();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Counted; i++) rig.Exchange();
        var perRequest = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Counted;
        var clean = perRequest < NoiseBytesPerRequest;
        var verdict = clean ? "ok" : "NOT zero";
        Console.WriteLine($"{name}: {perRequest:0.000} bytes allocated per clean request: {verdict}");
        if (clean) return 0;
        using var sampler = new AllocationSampler();
        for (var i = 0; i < Counted; i++) rig.Exchange();
        foreach (var line in sampler.Summary()) Console.WriteLine($"  {line}");
        return 1;
    }
}
