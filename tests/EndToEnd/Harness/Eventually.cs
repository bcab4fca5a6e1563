namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>Waits for a state that comes about by itself and cannot be awaited.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until it holds.</summary>
    /// <exception cref="TimeoutException">It did not come about.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> holds, string what)
    {
        using var tick = new PeriodicTimer(s_pause);
        for (var last = DateTime.UtcNow + s_patience; DateTime.UtcNow < last; await tick.WaitForNextTickAsync())
        {
            if (await holds()) return;
        }

        throw new TimeoutException($"{what}: did not come about within {s_patience.TotalSeconds} s");
    }
}
