using System.Net.Sockets;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Shutdown;

/// <summary>SIGTERM: nobody new, everybody inside may finish, and an end in any case.</summary>
public sealed class ShutdownTests : IAsyncLifetime
{
    private readonly Site site = new();

    [Fact]
    public async Task An_idle_proxy_ends_at_once_with_success()
    {
        site.Proxy.SendTerminate();

        Assert.Equal(0, await site.Proxy.WaitForExitAsync());
    }

    [Fact]
    public async Task A_client_that_is_connected_and_silent_does_not_hold_it_up()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", "/json"));
        await client.ReadResponseAsync();

        site.Proxy.SendTerminate();

        Assert.True(await client.IsClosedAsync());
        Assert.Equal(0, await site.Proxy.WaitForExitAsync());
    }

    [Fact]
    public async Task A_running_exchange_finishes_while_new_connections_are_refused()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", "/hold/exchange"));
        await site.Origin.Gates.ReachedAsync("exchange");

        site.Proxy.SendTerminate();
        await NewConnectionsAreRefusedAsync();
        site.Origin.Gates.Open("exchange");

        var response = await client.ReadResponseAsync();
        Assert.Equal((200, "held"), (response.Status, response.Text));
        Assert.Equal(0, await site.Proxy.WaitForExitAsync());
    }

    [Fact]
    public async Task An_exchange_that_never_finishes_is_cut_off_after_the_grace_period()
    {
        await using var client = await site.Proxy.ConnectAsync();
        await client.SendAsync(site.Request("GET", "/hold/forever"));
        await site.Origin.Gates.ReachedAsync("forever");

        site.Proxy.SendTerminate();

        Assert.Equal(0, await site.Proxy.WaitForExitAsync());
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();

    private async Task NewConnectionsAreRefusedAsync()
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                await using var late = await site.Proxy.ConnectAsync();
            }
            catch (SocketException)
            {
                return;
            }

            await tick.WaitForNextTickAsync();
        }

        Assert.Fail("the proxy still accepts connections 3 s after SIGTERM");
    }
}
