using System.Globalization;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Operation;

/// <summary>Many reloads beside traffic: no request notices, nothing piles up.</summary>
public sealed class ReloadUnderLoadTests : IAsyncLifetime
{
    /// <summary>How many of the tests' usual amount; PIPELOCK_TEST_RELOADS=1000 is the whole promise.</summary>
    private static readonly int s_reloads = int.Parse(
        Environment.GetEnvironmentVariable("PIPELOCK_TEST_RELOADS") ?? "60", CultureInfo.InvariantCulture);

    private const int Clients = 4;
    private const int WarmUp = 40;

    /// <summary>Memory goes up and down between collections; the lowest of so many reloads is what is held.</summary>
    private const int Measured = 20;

    /// <summary>What allocators settle at differs by 25 MiB between runs, and is the same after a thousand
    /// reloads; one database kept by each reload would be several times as much.</summary>
    private const double AllowedGrowthMegabytes = 40;

    private readonly QuietSite site = new();

    [Fact]
    public async Task No_request_fails_and_memory_stays_flat()
    {
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, Clients).Select(_ => AskUntilAsync(stop.Token)).ToArray();
        var before = await ReloadAsync(WarmUp);

        var after = await ReloadAsync(s_reloads);

        await stop.CancelAsync();
        var asked = await Task.WhenAll(load);
        Assert.All(asked, count => Assert.True(count > s_reloads / 4, $"a client asked {count} times only"));
        Assert.True(
            after - before < AllowedGrowthMegabytes, $"from {before:0.0} to {after:0.0} MiB over {s_reloads} reloads");
    }

    [Fact]
    public async Task A_broken_file_changes_nothing_and_is_told_once()
    {
        using var stop = new CancellationTokenSource();
        var load = AskUntilAsync(stop.Token);

        await File.WriteAllTextAsync(site.Proxy.ConfigFile, "mode: lax\n");
        await site.Proxy.Log.WaitForAsync(
            "the error", line => line.Contains("config reload failed", StringComparison.Ordinal));
        await File.WriteAllTextAsync(site.Proxy.ConfigFile, site.Proxy.YamlOf(Settings(1)));
        await site.Proxy.Log.WaitForAsync(
            "the recovery", line => line.Contains("\"status\":\"success\"", StringComparison.Ordinal));

        await stop.CancelAsync();
        Assert.True(await load > 0);
        Assert.Single(site.Proxy.Log.Lines, line => line.Contains("config reload failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_needs_a_restart_is_named_and_what_weakens_too()
    {
        await site.Proxy.ReloadAsync(
            new ProxySettings { Mode = "audit", More = QuietSite.Quiet + "metrics_listen: \"127.0.0.1:1\"\n" },
            "success");

        const string NextStart = "metrics_listen changed; it takes effect at the next start";
        Assert.Contains(site.Proxy.Log.Lines, line => line.EndsWith(NextStart, StringComparison.Ordinal));
        const string Milder = "weakens mode: made milder";
        Assert.Contains(site.Proxy.Log.Lines, line => line.EndsWith(Milder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mode_strict_refuses_to_be_weakened()
    {
        await site.Proxy.ReloadAsync(Settings(0) with { Mode = "strict" }, "success");

        await site.Proxy.ReloadAsync(Settings(0), "failed");

        var health = await site.Proxy.ExchangeAsync($"GET /health HTTP/1.1\r\nHost: {site.Proxy.Address}\r\n\r\n");
        Assert.Contains("\"mode\":\"strict\"", health.Text, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    private static ProxySettings Settings(int number) => new()
    {
        // Rules that differ every time, so that each reload compiles and lets go of real databases.
        More = QuietSite.Quiet
            + $"dlp:\n  patterns:\n    - {{ name: own-{number}, regex: 'own{number % 7}-[a-f0-9]{{16}}' }}\n",
    };

    private async Task<double> ReloadAsync(int times)
    {
        var lowest = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            await File.WriteAllTextAsync(site.Proxy.ConfigFile, site.Proxy.YamlOf(Settings(i)));
            site.Proxy.Signal(1); // SIGHUP, signal(7)
            await site.Proxy.ReloadedAsync();
            if (times - i <= Measured) lowest = Math.Min(lowest, site.Proxy.ResidentMegabytes());
        }

        return lowest;
    }

    private async Task<int> AskUntilAsync(CancellationToken stop)
    {
        await using var client = await site.Proxy.ConnectAsync();
        var asked = 0;
        for (; !stop.IsCancellationRequested; asked++)
        {
            await client.SendAsync(site.Request("GET", "/json"));
            var answer = await client.ReadResponseAsync();
            Assert.True(answer.Status == 200, answer.Head);
        }

        return asked;
    }

    /// <summary>Writes no line per request: only what is about reloads is read here.</summary>
    private sealed class QuietSite : Site
    {
        /// <summary>Goes on with the section that the settings end with.</summary>
        public const string Quiet = "  include_allowed: false\n";

        internal override ProxySettings Settings => new() { More = Quiet };
    }
}
