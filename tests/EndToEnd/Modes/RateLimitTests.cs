using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Modes;

/// <summary>More requests to one domain than the operator grants.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly LimitedSite site = new();

    [Fact]
    public async Task The_request_after_the_last_one_granted_is_told_to_come_back_later()
    {
        for (var request = 0; request < LimitedSite.Granted; request++)
            Assert.Equal(200, (await site.Proxy.ExchangeAsync(site.Request("GET", "/json"))).Status);

        var response = await site.Proxy.ExchangeAsync(site.Request("GET", "/json"));

        Assert.Equal((429, "ratelimit"), (response.Status, response.Field("X-Pipelock-Block-Reason-Layer")));
        Assert.Equal(LimitedSite.Granted, site.Origin.Record.Requests.Count);
        // A window of a minute that moves on in slices of five seconds.
        Assert.InRange(int.Parse(response.Field("Retry-After")!), 1, 65);
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    private sealed class LimitedSite : Site
    {
        public const int Granted = 5;

        internal override ProxySettings Settings => new() { RequestsPerMinute = Granted };
    }
}
