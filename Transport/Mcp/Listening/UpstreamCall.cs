using System.Buffers;
using System.Runtime.CompilerServices;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Async;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Listening;

/// <summary>Asks the server in a client's name: its head rebuilt, the body behind it, until the answer's head is
/// there.</summary>
/// <remarks>One per client connection; a call on a kept connection allocates nothing.</remarks>
internal sealed class UpstreamCall(McpUpstream upstream, ClientConnection client) : IDisposable
{
    /// <summary>A body up to this size is copied behind the head: one send instead of two.</summary>
    private const int SmallBody = 8 * 1024;

    /// <summary>Not for the server: identities a client claims, and answers that nobody could read.</summary>
    private static readonly KnownHeaderSet s_dropped =
        KnownHeaderSet.ClientIdentity | new KnownHeaderSet(KnownHeader.Expect, KnownHeader.AcceptEncoding);

    private byte[] _buffer = [];

    /// <summary>Sends the request whose head the client connection holds, with <paramref name="body"/>.</summary>
    /// <param name="target">Path and query at the server.</param>
    /// <param name="body">The content; empty for none.</param>
    /// <param name="keepsAuthorization">False: that field was meant for us.</param>
    /// <returns>The connection, with the head of the answer read. The caller returns or disposes it.</returns>
    /// <exception cref="IOException">The server cannot be reached, or gave no valid answer.</exception>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<HttpLink> AskAsync(
        ReadOnlyMemory<byte> target, ReadOnlyMemory<byte> body, bool keepsAuthorization)
    {
        var length = Write(target.Span, body, keepsAuthorization, out var follows);
        var method = client.Head.KnownMethod;
        while (true)
        {
            var link = upstream.TakeIdle() ?? await upstream.ConnectAsync(client.Closed).ConfigureAwait(false);
            client.Attach(link, abortWhenClientLeaves: true);
            try
            {
                await link.SendAsync(_buffer.AsMemory(0, length)).ConfigureAwait(false);
                if (follows) await link.SendAsync(body).ConfigureAwait(false);
                if (await link.ReadHeadAsync(method).ConfigureAwait(false)) return link;
                if (link.Head.Refusal != RefusalReason.None)
                    throw new IOException(
                        $"the server's answer is not valid HTTP: {Refusals.Describe(link.Head.Refusal)}");
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                client.Detach();
                var isRepeatable = link.Reused && method != RequestMethod.Post && !client.ClientGone && !client.Expired;
                link.Dispose();
                if (isRepeatable) continue;
                throw new IOException(client.Expired ? "the server did not answer in time" : e.Message, e);
            }

            // A kept connection that ended without a word had been closed before we used it.
            client.Detach();
            var wasStale = link.Reused && method != RequestMethod.Post && !client.ClientGone && !client.Expired;
            link.Dispose();
            if (!wasStale) throw new IOException("the server closed the connection before it answered");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private int Write(ReadOnlySpan<byte> target, ReadOnlyMemory<byte> body, bool keepsAuthorization, out bool follows)
    {
        var hasBody = client.Head.KnownMethod == RequestMethod.Post;
        var request = new OutgoingRequest(client.Head)
        {
            Target = target,
            Host = upstream.Authority,
            Framing = hasBody ? BodyFraming.ContentLength : BodyFraming.None,
            ContentLength = body.Length,
            Drop = keepsAuthorization ? s_dropped : s_dropped | new KnownHeaderSet(KnownHeader.Authorization),
        };
        follows = body.Length > SmallBody;
        var size = HeadWriter.Size(request);
        Reserve(follows ? size : size + body.Length);
        HeadWriter.Write(request, _buffer);
        if (follows) return size;
        body.Span.CopyTo(_buffer.AsSpan(size));
        return size + body.Length;
    }

    private void Reserve(int size)
    {
        if (_buffer.Length >= size) return;
        Dispose();
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(4096, size));
    }
}
