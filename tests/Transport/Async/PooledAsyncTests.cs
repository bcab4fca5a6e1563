using System.Runtime.CompilerServices;
using Pipelock.Transport.Async;

namespace Pipelock.Transport.Tests.Async;

public class PooledAsyncTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task A_call_returns_its_result_however_often_it_waits(int waits) =>
        Assert.Equal(waits * 10, await CountAsync(waits));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_failure_reaches_the_caller_before_and_after_a_wait(int waits)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await FailAsync(waits));

        Assert.Equal($"after {waits}", failure.Message);
    }

    [Fact]
    public async Task A_call_without_a_result_completes()
    {
        var steps = new List<int>();
        await AddAsync(steps, 1);
        await AddAsync(steps, 2);

        Assert.Equal([1, 2], steps);
    }

    [Fact]
    public async Task Many_calls_in_flight_at_once_do_not_mix()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var sum = 0;
            for (var round = 0; round < 50; round++) sum += await CountAsync((i + round) % 7);
            return (i, sum);
        })));

        Assert.All(results, result => Assert.Equal(
            Enumerable.Range(0, 50).Sum(round => (result.i + round) % 7 * 10), result.sum));
    }

    [Fact]
    public void Bursts_of_waiting_calls_allocate_nothing_once_their_number_was_reached()
    {
        var gates = Enumerable.Range(0, 64).Select(_ => new Gate()).ToArray();
        for (var warm = 0; warm < 3; warm++) Burst(gates);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++) Burst(gates);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

#pragma warning disable CA2012 // Each is consumed once, below.
    private static void Burst(Gate[] gates)
    {
        foreach (var gate in gates) gate.Pending = PassAsync(gate);
        foreach (var gate in gates) gate.Open();
        foreach (var gate in gates) Assert.True(gate.Pending.IsCompletedSuccessfully);
        foreach (var gate in gates) gate.Pending.GetAwaiter().GetResult();
    }
#pragma warning restore CA2012

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private static async ValueTask<int> CountAsync(int waits)
    {
        var count = 0;
        for (var i = 0; i < waits; i++)
        {
            await Task.Yield();
            count += 10;
        }

        return count;
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private static async ValueTask<int> FailAsync(int waits)
    {
        for (var i = 0; i < waits; i++) await Task.Yield();
        throw new InvalidOperationException($"after {waits}");
    }

    [AsyncMethodBuilder(typeof(PooledAsync))]
    private static async ValueTask AddAsync(List<int> steps, int step)
    {
        await Task.Yield();
        steps.Add(step);
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private static async ValueTask<bool> PassAsync(Gate gate)
    {
        await gate;
        return true;
    }

    /// <summary>Something to wait for that opens by hand and allocates nothing.</summary>
    private sealed class Gate : ICriticalNotifyCompletion
    {
        private Action? _continuation;

        public ValueTask<bool> Pending { get; set; }

        public bool IsCompleted => false;

        public Gate GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => _continuation = continuation;

        public void UnsafeOnCompleted(Action continuation) => _continuation = continuation;

        public void Open() => _continuation!();
    }
}
