using Pipelock.Transport.Timing;

namespace Pipelock.Transport.Tests.Timing;

public class HeartbeatTests
{
    [Fact]
    public async Task A_member_whose_deadline_passed_is_told_at_the_next_beat()
    {
        using var heartbeat = new Heartbeat();
        var member = new Member { Deadline = 0 };
        heartbeat.Add(member);

        await member.Told.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Members_are_removed_in_any_order()
    {
        using var heartbeat = new Heartbeat();
        var members = Enumerable.Range(0, 100).Select(_ => new Member()).ToArray();
        foreach (var member in members) heartbeat.Add(member);
        var random = new Random(7);
        random.Shuffle(members);
        foreach (var member in members.Take(60)) heartbeat.Remove(member);
        var left = new HashSet<IDeadlined>();
        heartbeat.ForEach(member => left.Add(member));

        Assert.Equal(members.Skip(60).ToHashSet<IDeadlined>(), left);
        Assert.Equal(40, heartbeat.Count);
    }

    [Fact]
    public async Task Two_beats_at_once_are_one()
    {
        using var heartbeat = new Heartbeat();
        var slow = new SlowMember();
        heartbeat.Add(slow);
        await slow.Entered.Task.WaitAsync(TimeSpan.FromSeconds(60));

        heartbeat.Beat(); // would wait in the member, too, if it began
        slow.Leave.Set();
        await slow.Left.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, slow.Times);
    }

    private sealed class SlowMember : IDeadlined
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Leave { get; } = new();

        public int Times { get; private set; }

        public long Deadline { get; private set; }

        public int HeartbeatSlot { get; set; }

        public void OnDeadline(long now)
        {
            Times++;
            Deadline = Times < 2 ? 0 : IDeadlined.NoDeadline;
            Entered.TrySetResult();
            Leave.Wait(TimeSpan.FromSeconds(60));
            Deadline = IDeadlined.NoDeadline;
            Left.TrySetResult();
        }
    }

    private sealed class Member : IDeadlined
    {
        public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Deadline { get; set; } = IDeadlined.NoDeadline;

        public int HeartbeatSlot { get; set; }

        public void OnDeadline(long now)
        {
            Deadline = IDeadlined.NoDeadline;
            Told.TrySetResult();
        }
    }
}
