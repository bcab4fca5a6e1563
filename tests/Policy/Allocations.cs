namespace Pipelock.Policy.Tests;

/// <summary>Measures what a piece of code allocates.</summary>
internal static class Allocations
{
    private const int Rounds = 5;

    /// <summary>
    /// The fewest bytes of several rounds: what code allocates shows in each of them, what the runtime sets up
    /// once, or counts late because another test collected garbage, does not.
    /// </summary>
    public static long Of(Action code)
    {
        var fewest = long.MaxValue;
        for (var round = 0; round < Rounds && fewest > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            code();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
