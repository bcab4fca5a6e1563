using Microsoft.AspNetCore.Connections;
using Pipelock.Transport.Interception;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Transparent;

/// <summary>Serves plain HTTP that a firewall redirected here; its clients know of no proxy.</summary>
/// <remarks>(1) destination asked of the kernel ──► (2) requests served by the pipeline of the forward proxy.</remarks>
public sealed class TransparentHandler(ProxyServices services) : ConnectionHandler
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        // (1)
        if (OriginalDestination.Of(connection.Socket()) is not { } destination)
        {
            services.Journal.NotRedirected();
            return;
        }

        // (2)
        var handler = new InterceptedHandler(services, new HostOrigin(destination), long.MaxValue, outside: null);
        await handler.OnConnectedAsync(connection).ConfigureAwait(false);
    }
}
