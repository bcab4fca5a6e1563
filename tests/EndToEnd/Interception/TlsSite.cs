using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.Interception;

/// <summary>One lab and one origin, shared by the tests of a class.</summary>
public sealed class TlsSite : IAsyncLifetime
{
    /// <summary>The lab.</summary>
    internal TlsLab Lab { get; private set; } = null!;

    /// <summary>An origin that the proxy trusts.</summary>
    internal TestOrigin Origin { get; private set; } = null!;

    /// <summary>Host and port of the origin.</summary>
    internal string Authority => Origin.EndPoint.ToString();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Lab = await TlsLab.StartAsync(new ProxySettings { More = "websocket_proxy: {enabled: true}" });
        Origin = Lab.NewOrigin();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Lab.DisposeAsync();
        await Origin.DisposeAsync();
    }
}
