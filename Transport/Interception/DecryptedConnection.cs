using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Pipelock.Tls.Streams;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.Interception;

/// <summary>The inside of an opened TLS connection, to be served like any accepted connection.</summary>
internal sealed class DecryptedConnection : ConnectionContext, IOutputEnd
{
    private readonly ClientConnection _outside;
    private readonly TlsPipe _inside;

    /// <summary>Shows <paramref name="inside"/>; both stay their owners'.</summary>
    public DecryptedConnection(ClientConnection outside, TlsPipe inside)
    {
        _outside = outside;
        _inside = inside;
        Transport = inside;
        ConnectionId = "";
        ConnectionClosed = outside.Closed;
        RemoteEndPoint = new IPEndPoint(outside.Address, 0);
        Features.Set<IOutputEnd>(this);
    }

    /// <inheritdoc/>
    public override IDuplexPipe Transport { get; set; }

    /// <inheritdoc/>
    public override string ConnectionId { get; set; }

    /// <inheritdoc/>
    public override IFeatureCollection Features { get; } = new FeatureCollection(1);

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>(0);

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => _outside.Abort(abortReason.Message);

    /// <inheritdoc/>
    public Task EndOutputAsync() => _inside.EndOutputAsync();
}
