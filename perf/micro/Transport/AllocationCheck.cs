namespace Pipelock.Micro.Transport;

/// <summary>Fails when clean requests on a keep-alive connection allocate managed memory.</summary>
internal static class AllocationCheck
{
    private const int Warmup = 20_000;
    private const int Windows = 10;
    private const int RequestsPerWindow = 10_000;

    /// <summary>
    /// What a request allocates, every window of requests shows; what the runtime allocates for itself, for methods it
    /// compiles anew and for its timers, comes now and then. So the best window counts, and in it one object of the
    /// smallest size, 24 bytes, in a thousand requests is too much.
    /// </summary>
    private const double MostBytesPerRequest = 0.02;

    public static int Run()
    {
        var verdict = 0;
        verdict |= Check("GET", CleanRequests.Get);
        verdict |= Check("GET, another one each time", CleanRequests.GetAnother);
        verdict |= Check("POST with JSON", CleanRequests.Post);
        return verdict;
    }

    private static int Check(string name, Func<ProxyRig> start)
    {
        using var rig = start();
        for (var i = 0; i < Warmup; i++) rig.Exchange();
        var perRequest = double.MaxValue;
        for (var i = 0; i < Windows; i++) perRequest = Math.Min(perRequest, Window(rig));
        var clean = perRequest < MostBytesPerRequest;
        var verdict = clean ? "ok" : "NOT zero";
        Console.WriteLine($"{name}: {perRequest:0.000} bytes allocated per clean request: {verdict}");
        if (clean) return 0;
        using var sampler = new AllocationSampler();
        for (var i = 0; i < Windows; i++) Window(rig);
        foreach (var line in sampler.Summary()) Console.WriteLine($"  {line}");
        return 1;
    }

    private static double Window(ProxyRig rig)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < RequestsPerWindow; i++) rig.Exchange();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)RequestsPerWindow;
    }
}
