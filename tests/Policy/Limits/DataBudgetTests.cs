using FsCheck;
using FsCheck.Fluent;
using Pipelock.Policy.Limits;

namespace Pipelock.Policy.Tests.Limits;

public sealed class DataBudgetTests
{
    [Fact]
    public void Zero_means_off()
    {
        var budget = new DataBudget(0);
        budget.Record("example.com"u8, long.MaxValue, 0);
        Assert.True(budget.HasRoom("example.com"u8, 0, out _));
        Assert.False(budget.IsOn);
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    [InlineData(long.MaxValue, false)]
    public void There_is_room_below_the_budget_only(long used, bool room)
    {
        var budget = new DataBudget(1000);
        budget.Record("a.example.com"u8, used, 0);
        Assert.Equal(room, budget.HasRoom("b.example.com"u8, 0, out var seconds));
        Assert.Equal(room, seconds == 0);
    }

    [Fact]
    public void Sums_do_not_overflow()
    {
        var budget = new DataBudget(long.MaxValue);
        budget.Record("example.com"u8, long.MaxValue - 1, 0);
        Assert.True(budget.HasRoom("example.com"u8, 0, out _));
        budget.Record("example.com"u8, long.MaxValue, 0);
        budget.Record("example.com"u8, long.MaxValue, 6_000);
        Assert.False(budget.HasRoom("example.com"u8, 6_000, out _));
    }

    [Fact]
    public void Asking_records_nothing()
    {
        var budget = new DataBudget(1);
        for (var i = 0; i < 100; i++)
            Assert.True(budget.HasRoom("example.com"u8, i, out _));
    }

    [Fact]
    public void Negative_amounts_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataBudget(1).Record("a.example"u8, -1, 0));

    [Fact]
    public void The_total_is_what_crossed_in_the_last_minute_or_up_to_five_seconds_more()
    {
        const long Limit = 1_000_000;
        var transfers = Gen.Choose(0, 100_000).ArrayOf(80);
        var seeded = FsCheck.Config.QuickThrowOnFailure.WithReplay(29, 31).WithMaxTest(200);
        Check.One(seeded, Prop.ForAll(Arb.From(transfers), (int[] sizes) =>
        {
            var budget = new DataBudget(Limit);
            var crossed = new List<(long At, long Bytes)>();
            long now = 0;
            foreach (var size in sizes)
            {
                now += size % 4_000;
                budget.Record("example.com"u8, size, now);
                crossed.Add((now, size));
                var certain = crossed.Where(one => one.At > now - 60_000).Sum(one => one.Bytes);
                var possible = crossed.Where(one => one.At > now - 65_000).Sum(one => one.Bytes);
                var room = budget.HasRoom("example.com"u8, now, out _);
                if ((room && certain >= Limit) || (!room && possible < Limit))
                    return false;
            }

            return true;
        }));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var budget = new DataBudget(1000);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                budget.Record("www.example.co.uk"u8, 1, i);
                budget.HasRoom("www.example.co.uk"u8, i, out _);
            }
        }));
    }
}
