using Pipelock.Transport.Timing;
using Pipelock.Transport.WebSockets;

namespace Pipelock.Transport.Tests.WebSockets;

public sealed class RelayClockTests : IDisposable
{
    private readonly Heartbeat _heartbeat = new();

    [Theory]
    [InlineData(1000, 60_000, true)]
    [InlineData(60_000, 1000, false)]
    public void The_deadline_is_the_nearer_of_lifetime_and_silence(long lifetime, long idle, bool isLifetime)
    {
        using var clock = Clock(lifetime, idle);

        Assert.InRange(clock.Deadline, Environment.TickCount64 - 1000, Environment.TickCount64 + 1000);
        Assert.Equal(!isLifetime, clock.Deadline < Environment.TickCount64 + lifetime - 1000);
        Assert.False(clock.HasLived);
        Assert.False(clock.Due.IsCompleted);
    }

    [Fact]
    public void What_is_left_to_do_has_a_time_of_its_own()
    {
        using var clock = Clock(60_000, 60_000);
        clock.OnDeadline(0);
        Assert.True(clock.Due.IsCompleted);

        clock.Allow(500);

        Assert.False(clock.Due.IsCompleted);
        Assert.InRange(clock.Deadline, Environment.TickCount64, Environment.TickCount64 + 500);
        clock.OnDeadline(0);
        Assert.True(clock.Due.IsCompleted);
    }

    [Fact]
    public void A_relay_is_watched_as_long_as_it_lives()
    {
        using (Clock(1, 1)) Assert.Equal(1, _heartbeat.Count);

        Assert.Equal(0, _heartbeat.Count);
    }

    public void Dispose() => _heartbeat.Dispose();

    private RelayClock Clock(long lifetime, long idle) => new(_heartbeat, new RelayTally(), lifetime, idle);
}
