using Pipelock.EndToEnd.Tests.Harness;
using Pipelock.EndToEnd.Tests.Secrets;

namespace Pipelock.EndToEnd.Tests.Operation;

/// <summary>SIGHUP: a sound file takes over at once, an unsound one changes nothing, and no connection
/// notices.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private readonly Site site = new();

    [Fact]
    public async Task A_new_mode_holds_for_the_next_request_of_an_open_connection()
    {
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
        await using var client = await site.Proxy.ConnectAsync();
        Assert.Equal(403, await StatusAsync(client, $"/json?k={secret}"));

        await site.Proxy.ReloadAsync(new ProxySettings { Mode = "audit" }, "success");

        Assert.Equal(200, await StatusAsync(client, $"/json?k={secret}"));
    }

    [Fact]
    public async Task A_file_with_an_error_changes_nothing_and_is_reported()
    {
        var secret = SecretSamples.All.Single(sample => sample.Kind == "GitHub Token").Text;
        await using var client = await site.Proxy.ConnectAsync();

        await site.Proxy.ReloadAsync(new ProxySettings { Mode = "lax" }, "failed");

        Assert.Equal(403, await StatusAsync(client, $"/json?k={secret}"));
        Assert.Equal(200, await StatusAsync(client, "/json"));
    }

    [Fact]
    public async Task A_file_without_content_takes_no_protection_away()
    {
        await using var client = await site.Proxy.ConnectAsync();

        await File.WriteAllTextAsync(site.Proxy.ConfigFile, "");
        site.Proxy.Signal(1); // SIGHUP, signal(7)
        await site.Proxy.Log.WaitForAsync("refusal", line => line.Contains("is empty", StringComparison.Ordinal));

        Assert.Equal(200, await StatusAsync(client, "/json"));
    }

    [Fact]
    public async Task An_exchange_in_flight_outlives_the_rules_it_began_with()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", "/hold/reload"));
        await site.Origin.Gates.ReachedAsync("reload");

        await site.Proxy.ReloadAsync(new ProxySettings { Mode = "strict" }, "success");
        site.Origin.Gates.Open("reload");

        Assert.Equal("held", (await client.ReadResponseAsync()).Text);
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    private async Task<int> StatusAsync(RawClient client, string path)
    {
        await client.SendAsync(site.Request("GET", path));
        return (await client.ReadResponseAsync()).Status;
    }
}
