using Pipelock.EndToEnd.Tests.Harness;

namespace Pipelock.EndToEnd.Tests.WebSockets.Conformance;

/// <summary>A proxy that lets text and bytes pass, and an origin that echoes frame by frame.</summary>
public sealed class ConformanceSite : Site, IAsyncLifetime
{
    /// <summary>The echo.</summary>
    internal WebSocketOrigin Echo { get; } = new();

    internal override ProxySettings Settings => new()
    {
        More = WebSocketSite.Section("max_message_bytes: 100000", "allow_binary_frames: true"),
    };

    /// <inheritdoc/>
    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Echo.DisposeAsync();
    }
}
