using System.Buffers;
using System.Runtime.CompilerServices;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Async;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Rebuilds a request and sends it to its origin or a parent proxy.</summary>
/// <remarks>Head and small bodies leave in one segment, from one pooled buffer that is kept between requests.</remarks>
internal sealed class UpstreamRequest(ClientConnection client, RequestBody body) : IDisposable
{
    /// <summary>A body up to this size is copied behind the head: one send instead of two.</summary>
    private const int SmallBody = 8 * 1024;

    private byte[] _buffer = [];

    /// <summary>Sends the head and the complete body.</summary>
    [AsyncMethodBuilder(typeof(PooledAsync))]
    public async ValueTask SendAsync(UpstreamConnection origin, RequestTarget target, ParentProxy? parent)
    {
        var length = WriteHead(target, parent);
        var content = body.Releasable;
        var chunked = body.Framing == BodyFraming.Chunked;
        if (content.Length > SmallBody)
        {
            await origin.SendAsync(_buffer.AsMemory(0, length)).ConfigureAwait(false);
            await SendReleasedAsync(origin, last: true).ConfigureAwait(false);
            return;
        }

        if (!content.IsEmpty) length = Append(content.Span, chunked, length);
        if (chunked) length = AppendLastChunk(length);
        await origin.SendAsync(_buffer.AsMemory(0, length)).ConfigureAwait(false);
        body.Release(content.Length);
    }

    /// <summary>Sends the head alone; the body follows in pieces.</summary>
    public ValueTask SendHeadAsync(UpstreamConnection origin, RequestTarget target, ParentProxy? parent)
    {
        var length = WriteHead(target, parent); // First: it may exchange the buffer.
        return origin.SendAsync(_buffer.AsMemory(0, length));
    }

    /// <summary>Sends what the body may release.</summary>
    /// <param name="origin">Where to.</param>
    /// <param name="last">The body is complete: its end is sent too.</param>
    [AsyncMethodBuilder(typeof(PooledAsync))]
    public async ValueTask SendReleasedAsync(UpstreamConnection origin, bool last)
    {
        var piece = body.Releasable;
        var chunked = body.Framing == BodyFraming.Chunked;
        if (!piece.IsEmpty)
        {
            if (chunked)
            {
                Reserve(0, HeadWriter.MaxChunkHeaderBytes);
                var size = HeadWriter.WriteChunkHeader(piece.Length, _buffer);
                await origin.SendAsync(_buffer.AsMemory(0, size)).ConfigureAwait(false);
            }

            await origin.SendAsync(piece).ConfigureAwait(false);
            if (chunked && !last) await origin.SendAsync(s_chunkEnd).ConfigureAwait(false);
            body.Release(piece.Length);
        }

        if (!chunked || !last) return;
        var end = 0;
        if (!piece.IsEmpty)
        {
            Reserve(0, s_chunkEnd.Length);
            s_chunkEnd.CopyTo(_buffer);
            end = s_chunkEnd.Length;
        }

        end = AppendLastChunk(end);
        await origin.SendAsync(_buffer.AsMemory(0, end)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static readonly byte[] s_chunkEnd = HeadWriter.ChunkEnd.ToArray();

    private int WriteHead(RequestTarget target, ParentProxy? parent)
    {
        var raw = client.Url;
        var path = target.PathAndQuery(raw);
        var rooted = path.Length < 2048 ? stackalloc byte[path.Length + 1] : new byte[path.Length + 1];
        Span<byte> whole = parent is null ? [] : new byte["http://"u8.Length + raw.Length];
        ReadOnlySpan<byte> authorization = parent is null ? default : parent.AuthorizationField;
        var hops = MaxForwards.Next(client.Head);
        var request = new OutgoingRequest(client.Head)
        {
            Target = parent is null ? OriginForm(path, rooted) : AbsoluteForm(target.Authority(raw), path, whole),
            Host = target.Authority(raw),
            Framing = body.Framing,
            ContentLength = body.ContentLength,
            Drop = KnownHeaderSet.ClientIdentity | (hops.IsEmpty ? s_dropped : s_droppedWithCount)
                | (body.MayChange ? s_ofExactBytes : default),
            ExtraFields = hops.IsEmpty ? authorization : Joined(authorization, hops),
        };
        var size = HeadWriter.Size(request);
        Reserve(0, size);
        return HeadWriter.Write(request, _buffer);
    }

    /// <summary>Expect was answered by the proxy itself, which holds the body.</summary>
    private static readonly KnownHeaderSet s_dropped = new(KnownHeader.Expect);

    private static readonly KnownHeaderSet s_droppedWithCount = new(KnownHeader.Expect, KnownHeader.MaxForwards);

    /// <summary>Fields that speak of the very bytes of a body, which may not be the ones that go out.</summary>
    private static readonly KnownHeaderSet s_ofExactBytes = new(
        KnownHeader.ContentMD5, KnownHeader.Digest, KnownHeader.ContentDigest);

    /// <summary>
    /// An empty path is "/", or "*" where OPTIONS asks about the server itself (RFC 9112 §3.2.1, §3.2.4).
    /// </summary>
    private ReadOnlySpan<byte> OriginForm(ReadOnlySpan<byte> path, Span<byte> rooted)
    {
        if (path.IsEmpty) return client.Head.KnownMethod == RequestMethod.Options ? "*"u8 : "/"u8;
        if (path[0] == '/') return path;
        rooted[0] = (byte)'/';
        path.CopyTo(rooted[1..]);
        return rooted[..(path.Length + 1)];
    }

    /// <summary>What a parent proxy is asked for; user information stays here (RFC 9110 §4.2.4).</summary>
    private static ReadOnlySpan<byte> AbsoluteForm(
        ReadOnlySpan<byte> authority, ReadOnlySpan<byte> path, Span<byte> whole)
    {
        "http://"u8.CopyTo(whole);
        authority.CopyTo(whole["http://"u8.Length..]);
        path.CopyTo(whole[("http://"u8.Length + authority.Length)..]);
        return whole[..("http://"u8.Length + authority.Length + path.Length)];
    }

    private int Append(ReadOnlySpan<byte> content, bool chunked, int at)
    {
        Reserve(at, HeadWriter.MaxChunkHeaderBytes + content.Length + s_chunkEnd.Length);
        if (chunked) at += HeadWriter.WriteChunkHeader(content.Length, _buffer.AsSpan(at));
        content.CopyTo(_buffer.AsSpan(at));
        at += content.Length;
        if (!chunked) return at;
        s_chunkEnd.CopyTo(_buffer.AsSpan(at));
        return at + s_chunkEnd.Length;
    }

    private int AppendLastChunk(int at)
    {
        Reserve(at, HeadWriter.LastChunkSize(body.Trailers));
        return at + HeadWriter.WriteLastChunk(body.Trailers, _buffer.AsSpan(at));
    }

    private static byte[] Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => [.. first, .. second];

    /// <summary>Makes room for <paramref name="count"/> bytes behind the first <paramref name="kept"/>.</summary>
    private void Reserve(int kept, int count)
    {
        if (_buffer.Length - kept >= count) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(4096, kept + count));
        _buffer.AsSpan(0, kept).CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
