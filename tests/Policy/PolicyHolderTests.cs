using static Pipelock.Policy.Tests.SnapshotFixture;

namespace Pipelock.Policy.Tests;

public sealed class PolicyHolderTests
{
    [Fact]
    public void A_snapshot_lives_until_its_last_user_lets_go()
    {
        var old = Build();
        using var holder = new PolicyHolder(old);
        var used = holder.Acquire();
        holder.Swap(Build());
        Assert.Same(old, used);
        Assert.True(old.TryAcquire());
        old.Release();
        used.Release();
        Assert.False(old.TryAcquire());
        Assert.NotSame(old, holder.Current);
    }

    [Fact]
    public void Disposing_twice_gives_back_one_reference()
    {
        var snapshot = Build();
        Assert.True(snapshot.TryAcquire());
        snapshot.Dispose();
        snapshot.Dispose();
        Assert.True(snapshot.TryAcquire());
    }

    [Fact]
    public void A_disposed_holder_says_so()
    {
        var holder = new PolicyHolder(Build());
        holder.Dispose();
        Assert.Throws<ObjectDisposedException>(holder.Acquire);
    }

    [Fact]
    public void Taking_and_giving_back_allocates_nothing()
    {
        using var holder = new PolicyHolder(Build());
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                holder.Acquire().Release();
        }));
    }

    [Fact]
    public async Task Users_never_get_a_snapshot_that_is_gone()
    {
        using var holder = new PolicyHolder(Build());
        using var stop = new CancellationTokenSource();
        var users = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var snapshot = holder.Acquire();
                Assert.True(snapshot.TryAcquire()); // alive: one reference is ours
                snapshot.Release();
                snapshot.Release();
            }
        })).ToArray();
        for (var i = 0; i < 20; i++)
            holder.Swap(Build());
        await stop.CancelAsync();
        await Task.WhenAll(users);
    }
}
