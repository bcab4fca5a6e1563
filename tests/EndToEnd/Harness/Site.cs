using System.Net;
using Pipelock.EndToEnd.Origins;

namespace Pipelock.EndToEnd.Tests.Harness;

/// <summary>One proxy and one origin in the default mode, shared by the tests of a class.</summary>
public class Site : IAsyncLifetime
{
    private static int s_next;

    private PipelockProcess? proxy;

    /// <summary>The proxy.</summary>
    internal PipelockProcess Proxy => proxy ?? throw new InvalidOperationException("the site was not started");

    /// <summary>The origin; each site has an address of its own, all of the outside world that the proxy may
    /// reach.</summary>
    internal TestOrigin Origin { get; } = new(NewAddress());

    /// <summary>The host and port that requests to the origin name.</summary>
    internal string Authority => Origin.EndPoint.ToString();

    /// <summary>The configuration of this site.</summary>
    internal virtual ProxySettings Settings => new();

    /// <inheritdoc/>
    public async Task InitializeAsync() => proxy = await PipelockProcess.StartAsync(Settings);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (proxy is not null)
            await proxy.DisposeAsync();
        await Origin.DisposeAsync();
    }

    /// <summary>An address of the tests' outside world that no other site has.</summary>
    internal static IPEndPoint NewAddress()
    {
        var address = new IPAddress([127, 77, 1, (byte)(1 + Interlocked.Increment(ref s_next) % 250)]);
        return new IPEndPoint(address, FreePort.Next(address));
    }

    /// <summary>A request through the proxy: absolute form, the fields given, and the body.</summary>
    internal string Request(string method, string path, string fields = "", string body = "") =>
        $"{method} http://{Authority}{path} HTTP/1.1\r\nHost: {Authority}\r\n{fields}\r\n{body}";
}
