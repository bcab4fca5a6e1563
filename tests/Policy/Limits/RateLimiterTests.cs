using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Policy.Limits;

namespace Pipelock.Policy.Tests.Limits;

public sealed class RateLimiterTests
{
    private const int Window = 60_000;

    [Fact]
    public void Zero_means_off()
    {
        var limiter = new RateLimiter(0);
        Assert.False(limiter.IsOn);
        for (var i = 0; i < 1000; i++)
            Assert.True(limiter.TryAdmit("example.com"u8, 0, out _));
    }

    [Theory]
    [InlineData("example.com", "www.example.com", true)]
    [InlineData("example.com", "EXAMPLE.com.", true)]
    [InlineData("a.example.co.uk", "b.example.co.uk", true)]
    [InlineData("a.co.uk", "b.co.uk", false)]
    [InlineData("example.com", "example.org", false)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("2001:db8::1", "2001:db8::2", false)]
    public void One_limit_is_shared_by_one_registrable_domain(string first, string second, bool shared)
    {
        var limiter = new RateLimiter(1);
        Assert.True(Admit(limiter, first, 0));
        Assert.Equal(!shared, Admit(limiter, second, 0));
    }

    [Fact]
    public void No_span_of_sixty_seconds_ever_sees_more_than_the_limit()
    {
        var steps = Gen.Choose(0, 9_000).ArrayOf(300);
        var limits = Gen.Choose(1, 30);
        Check.One(Seeded(7, 150), Prop.ForAll(Arb.From(steps), Arb.From(limits), (int[] waits, int limit) =>
        {
            var limiter = new RateLimiter(limit);
            var admitted = new List<long>();
            long now = 1_000_000;
            foreach (var wait in waits)
            {
                now += wait / 10;
                if (Admit(limiter, "example.com", now))
                    admitted.Add(now);
            }

            return admitted.TrueForAll(end => admitted.Count(at => at > end - Window && at <= end) <= limit);
        }));
    }

    [Fact]
    public void Room_is_free_again_at_the_latest_five_seconds_after_the_window() =>
        Check.One(Seeded(3, 200), Prop.ForAll(Arb.From(Gen.Choose(0, 10_000_000)), (int start) =>
        {
            var limiter = new RateLimiter(1);
            return Admit(limiter, "example.com", start)
                && !Admit(limiter, "example.com", start + Window - 1)
                && Admit(limiter, "example.com", start + Window + 5_000);
        }));

    [Fact]
    public void The_wait_that_is_told_is_long_enough_and_at_most_a_second_longer_than_needed() =>
        Check.One(Seeded(19, 150), Prop.ForAll(Arb.From(Gen.Choose(0, 20_000).ArrayOf(60)), (int[] waits) =>
        {
            var limiter = new RateLimiter(4);
            long now = 500;
            foreach (var wait in waits)
            {
                now += wait / 10;
                if (limiter.TryAdmit("example.com"u8, now, out var seconds))
                    continue;
                var told = now + (seconds * 1000L);
                if (seconds is < 1 or > 65 || (told - 1001 > now && Admit(limiter, "example.com", told - 1001)))
                    return false;
                now = told;
                if (!Admit(limiter, "example.com", now))
                    return false;
            }

            return true;
        }));

    [Fact]
    public void Refused_requests_do_not_count()
    {
        var limiter = new RateLimiter(2);
        for (var i = 0; i < 1000; i++)
            Admit(limiter, "example.com", i);
        Assert.True(Admit(limiter, "example.com", 66_000));
    }

    [Fact]
    public void A_million_domains_cost_no_memory_and_forget_no_count()
    {
        var limiter = new RateLimiter(3);
        for (var i = 0; i < 3; i++)
            Assert.True(Admit(limiter, "victim.example", 0));
        var name = new byte[32];
        var next = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var end = next + 200_000; next < end; next++)
                AdmitNumbered(limiter, name, next);
        }));
        while (next < 1_000_000)
            AdmitNumbered(limiter, name, next++);
        Assert.False(Admit(limiter, "victim.example", 2));
    }

    [Fact]
    public void Strangers_in_a_full_table_share_one_limit()
    {
        var limiter = new RateLimiter(5, sets: 1);
        for (var i = 0; i < SlidingWindowTable.Ways; i++)
            Assert.True(Admit(limiter, $"own{i}.com", 0));
        for (var i = 0; i < 5; i++)
            Assert.True(Admit(limiter, $"shared{i}.com", 0));
        Assert.False(Admit(limiter, "sixth.com", 0));
        Assert.True(Admit(limiter, "own3.com", 0));
    }

    [Fact]
    public void A_domain_that_shared_keeps_the_shared_count_when_it_gets_a_place()
    {
        var limiter = new RateLimiter(2, sets: 1);
        for (var i = 0; i < SlidingWindowTable.Ways; i++)
            Admit(limiter, $"own{i}.com", 0);
        Assert.True(Admit(limiter, "late.com", 30_000));
        Assert.True(Admit(limiter, "late.com", 30_000));
        Assert.False(Admit(limiter, "late.com", 70_000)); // every other domain has gone idle, its own use has not
        Assert.True(Admit(limiter, "late.com", 96_000));
    }

    [Fact]
    public void Threads_together_never_get_more_than_the_limit()
    {
        var limiter = new RateLimiter(500);
        var admitted = 0;
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 1000; i++)
            {
                if (limiter.TryAdmit("example.com"u8, 0, out var _))
                    Interlocked.Increment(ref admitted);
            }
        });
        Assert.Equal(500, admitted);
    }

    [Fact]
    public void A_clock_that_stands_or_steps_back_a_little_forgets_nothing()
    {
        var limiter = new RateLimiter(2);
        Assert.True(Admit(limiter, "example.com", 60_000));
        Assert.True(Admit(limiter, "example.com", 59_990));
        Assert.False(Admit(limiter, "example.com", 60_000));
    }

    private static FsCheck.Config Seeded(ulong seed, int tests) =>
        FsCheck.Config.QuickThrowOnFailure.WithReplay(seed, 11).WithMaxTest(tests);

    private static void AdmitNumbered(RateLimiter limiter, byte[] name, int number)
    {
        number.TryFormat(name, out var digits);
        "x.com"u8.CopyTo(name.AsSpan(digits));
        limiter.TryAdmit(name.AsSpan(0, digits + 5), 1, out _);
    }

    private static bool Admit(RateLimiter limiter, string host, long now) =>
        limiter.TryAdmit(Encoding.ASCII.GetBytes(host), now, out _);
}
