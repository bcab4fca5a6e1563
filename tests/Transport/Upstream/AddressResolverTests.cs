using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.Tests.Upstream;

public class AddressResolverTests
{
    private static readonly ResolverLimits s_limits = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), Entries: 8);
    private static readonly IPAddress[] s_answer = [IPAddress.Parse("203.0.113.7")];

    [Fact]
    public async Task An_answer_is_found_again_by_bytes_in_any_case_without_asking()
    {
        var asked = 0;
        var resolver = new AddressResolver(s_limits, null, (_, _) => Answered(ref asked));
        await resolver.ResolveAsync("api.example.com");

        Assert.True(resolver.TryGetCached("API.Example.COM"u8, Environment.TickCount64, out var cached));
        Assert.Equal(s_answer, cached.Addresses);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task An_answer_is_not_found_after_its_lifetime()
    {
        var resolver = new AddressResolver(s_limits, null, (_, _) => Task.FromResult(s_answer));
        var resolved = await resolver.ResolveAsync("a.example");

        Assert.True(resolver.TryGetCached("a.example"u8, resolved.ExpiresAt - 1, out _));
        Assert.False(resolver.TryGetCached("a.example"u8, resolved.ExpiresAt, out _));
    }

    [Fact]
    public async Task Callers_that_ask_at_the_same_time_share_one_lookup()
    {
        var asked = 0;
        var gate = new TaskCompletionSource<IPAddress[]>();
        var resolver = new AddressResolver(s_limits, null, (_, _) =>
        {
            asked++;
            return gate.Task;
        });
        var waiting = Enumerable.Range(0, 50).Select(_ => resolver.ResolveAsync("busy.example")).ToArray();
        gate.SetResult(s_answer);

        Assert.All(await Task.WhenAll(waiting), resolved => Assert.Equal(s_answer, resolved.Addresses));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_lookup_that_never_ends_fails_at_its_deadline()
    {
        var resolver = new AddressResolver(
            s_limits with { Timeout = TimeSpan.FromMilliseconds(20) },
            null,
            (_, _) => new TaskCompletionSource<IPAddress[]>().Task);

        Assert.True((await resolver.ResolveAsync("slow.example")).Failed);
    }

    [Fact]
    public async Task A_failure_is_remembered_for_a_moment_only()
    {
        var resolver = new AddressResolver(
            s_limits, null, (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        var before = Environment.TickCount64;
        var failed = await resolver.ResolveAsync("no.example");

        Assert.True(failed.Failed);
        Assert.InRange(failed.ExpiresAt - before, 1, (long)ResolverLimits.FailureLifetime.TotalMilliseconds + 1000);
    }

    [Fact]
    public async Task The_cache_never_holds_more_names_than_it_may()
    {
        var resolver = new AddressResolver(s_limits, null, (_, _) => Task.FromResult(s_answer));
        for (var i = 0; i < 1000; i++) await resolver.ResolveAsync($"host{i}.example");
        var held = Enumerable.Range(0, 1000)
            .Count(i => resolver.TryGetCached(
                Encoding.ASCII.GetBytes($"host{i}.example"), Environment.TickCount64, out _));

        Assert.InRange(held, 1, s_limits.Entries);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("0x7f.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    public async Task A_literal_address_in_any_spelling_is_never_looked_up(string host, string expected)
    {
        var resolver = new AddressResolver(s_limits, null, (_, _) => throw new InvalidOperationException("looked up"));

        Assert.Equal([IPAddress.Parse(expected)], (await resolver.ResolveAsync(host)).Addresses);
    }

    [Fact]
    public async Task Each_lookup_that_was_made_is_observed_once()
    {
        var observed = new List<string>();
        var resolver = new AddressResolver(
            s_limits, resolved => observed.Add(resolved.Host), (_, _) => Task.FromResult(s_answer));
        await resolver.ResolveAsync("one.example");
        resolver.TryGetCached("one.example"u8, Environment.TickCount64, out _);

        Assert.Equal(["one.example"], observed);
    }

    private static Task<IPAddress[]> Answered(ref int asked)
    {
        asked++;
        return Task.FromResult(s_answer);
    }
}
