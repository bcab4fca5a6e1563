using System.Net.Sockets;
using System.Text;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Operation;

/// <summary>What systemd is told (sd_notify(3)): up, alive, reloading, up again, going down.</summary>
public sealed class ServiceManagerTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("notify-").FullName;
    private readonly Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    [Fact]
    public async Task The_life_of_the_service_is_announced_step_by_step()
    {
        var path = Path.Combine(directory, "notify.sock");
        manager.Bind(new UnixDomainSocketEndPoint(path));
        var environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path, ["WATCHDOG_USEC"] = "200000" };
        await using var proxy = await PipelockProcess.StartAsync(new ProxySettings { Environment = environment });

        await ReceiveAsync("READY=1");
        await ReceiveAsync("WATCHDOG=1");

        await proxy.ReloadAsync(new ProxySettings(), "success");
        // systemd.service(5): a reload is only believed with the time at which it began.
        Assert.Matches("(?m)^MONOTONIC_USEC=[0-9]+$", await ReceiveAsync("RELOADING=1"));
        await ReceiveAsync("READY=1");

        proxy.SendTerminate();
        await ReceiveAsync("STOPPING=1");
        Assert.Equal(0, await proxy.WaitForExitAsync());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        manager.Dispose();
        Directory.Delete(directory, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The next message that holds this line; watchdog messages may come between.</summary>
    private async Task<string> ReceiveAsync(string line)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var buffer = new byte[4096];
        while (true)
        {
            var message = Encoding.UTF8.GetString(buffer, 0, await manager.ReceiveAsync(buffer, deadline.Token));
            if (message.Split('\n').Contains(line))
                return message;
            Assert.True(message.StartsWith("WATCHDOG=1", StringComparison.Ordinal), $"expected {line}, got {message}");
        }
    }
}
