namespace Pipelock.Scanners.Tests.Hyperscan;

/// <summary>Counts what an action allocates once it is warm.</summary>
internal static class Allocations
{
    /// <summary>Bytes allocated by a hundred calls, after enough calls for every lazy part to exist.</summary>
    public static long Of(Action action)
    {
        for (var i = 0; i < 200; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
