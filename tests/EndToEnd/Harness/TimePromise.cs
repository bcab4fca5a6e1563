namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>A time that the product promises, on a machine whose own pauses can be longer than that.</summary>
internal static class TimePromise
{
    private const int Attempts = 4;

    /// <summary>Fails when none of a few attempts kept it: a program that is too slow is too slow each time.</summary>
    /// <param name="limit">What is promised, in milliseconds.</param>
    /// <param name="attempt">Does it once; returns the milliseconds it took.</param>
    public static async Task IsKeptAsync(int limit, Func<Task<long>> attempt)
    {
        var taken = new List<long>();
        do taken.Add(await attempt());
        while (taken[^1] > limit && taken.Count < Attempts);
        Assert.True(taken[^1] <= limit, $"took {string.Join(", ", taken)} ms, where {limit} ms are promised");
    }
}
