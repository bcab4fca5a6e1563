using System.Collections.Concurrent;
using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Protocols.JsonRpc;
using Pipelock.Transport.Mcp.Stdio;
using Pipelock.Transport.Mcp.Upstream;

namespace Pipelock.Transport.Mcp.Bridge;

/// <summary>The way of a stdio agent to a server that speaks Streamable HTTP, or the older HTTP with SSE.</summary>
/// <remarks>
/// (1) each message is posted; requests leave in order and are answered in any ──► (2) JSON or event stream read ──►
/// (3) a stream that ended before its answer is resumed ──► (4) after the handshake the server's own stream is listened
/// to ──► (5) the session is ended with DELETE. A server that knows no POST is spoken to as revision 2024-11-05 says.
/// </remarks>
internal sealed class HttpBridge(McpUpstream upstream, McpJournal journal, BridgeFields fields) : IServerLink
{
    private const int MostCalls = 64;
    private static readonly TimeSpan s_endingTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_endpointTime = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<byte[]> _endpoint = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<HttpLink, bool> _links = new();
    private readonly SemaphoreSlim _calls = new(MostCalls);
    private readonly CancellationTokenSource _stop = new();
    private Func<ReadOnlyMemory<byte>, ValueTask<bool>> _take = static _ => new ValueTask<bool>(true);
    private int _running;
    private int _listening;
    private volatile bool _completing;
    private volatile byte[] _target = upstream.Target;
    private volatile bool _isLegacy;

    /// <inheritdoc/>
    public int ExitCode => 0;

    /// <inheritdoc/>
    public Task<string> RunAsync(Func<ReadOnlyMemory<byte>, ValueTask<bool>> take)
    {
        _take = take;
        return _ended.Task;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> message)
    {
        var post = BridgePost.Of(message.Span);
        Interlocked.Increment(ref _running);
        await _calls.WaitAsync().ConfigureAwait(false);
        var link = await BeginAsync(post).ConfigureAwait(false);
        var finishing = FinishAsync(link, post);
        // A request may take its time; what follows a notification must find it done.
        if (!post.IsRequest || post.IsInitialize) await finishing.ConfigureAwait(false);
        return !_ended.Task.IsCompleted;
    }

    /// <inheritdoc/>
    public void Post(ReadOnlyMemory<byte> message) => _ = SendAsync(message).AsTask();

    /// <inheritdoc/>
    public ValueTask CompleteAsync()
    {
        _completing = true;
        EndWhenIdle();
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var link in _links.Keys) link.Abort();
        if (fields.Session.Length > 0) await Task.WhenAny(DeleteAsync(), Task.Delay(s_endingTime)).ConfigureAwait(false);
        upstream.Dispose();
    }

    // (1)
    private async Task<HttpLink?> BeginAsync(BridgePost post)
    {
        JsonRpcMessage.TryRead(post.Bytes, out var message);
        var head = RequestText.Post(upstream.Authority, _target, fields.For(message), post.Bytes.Length);
        HttpLink? link = null;
        try
        {
            link = await OpenAsync().ConfigureAwait(false);
            await link.SendAsync(head).ConfigureAwait(false);
            await link.SendAsync(post.Bytes).ConfigureAwait(false);
            return link;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Close(link);
            await FailAsync(post, e.Message).ConfigureAwait(false);
            return null;
        }
    }

    private async Task FinishAsync(HttpLink? link, BridgePost post)
    {
        try
        {
            if (link is null) return;
            if (!await link.ReadHeadAsync(RequestMethod.Post).ConfigureAwait(false))
                throw new IOException("the server closed the connection before it answered");
            fields.Learn(link.Head);
            if (post.IsInitialize && link.Head.StatusCode is 400 or 404 or 405 && !_isLegacy)
            {
                Close(link);
                link = await RetryAsLegacyAsync(post).ConfigureAwait(false);
                if (!await link.ReadHeadAsync(RequestMethod.Post).ConfigureAwait(false))
                    throw new IOException("the server closed the connection before it answered");
            }

            await ReceiveAsync(link, post).ConfigureAwait(false);
            if (post.IsInitialized) Listen();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            await FailAsync(post, e.Message).ConfigureAwait(false);
        }
        finally
        {
            Close(link);
            _calls.Release();
            Interlocked.Decrement(ref _running);
            EndWhenIdle();
        }
    }

    // (2)
    private async Task ReceiveAsync(HttpLink link, BridgePost post)
    {
        var status = link.Head.StatusCode;
        if (BridgeAnswer.IsStream(link.Head))
        {
            using var events = new EventReader(link);
            if (await DeliverAsync(events, post).ConfigureAwait(false) || !post.IsRequest) return;
            await ResumeAsync(events.LastId, events.Retry, post).ConfigureAwait(false);
            return;
        }

        var content = await BridgeAnswer.ReadAsync(link).ConfigureAwait(false);
        if (_isLegacy && status < 300) return; // It is answered on the stream.
        if (post.IsAnsweredBy(content) || (status < 300 && content.Length > 0))
        {
            if (post.IsInitialize) fields.LearnVersion(content);
            await _take(content).ConfigureAwait(false);
        }
        else if (post.IsRequest || status >= 400)
        {
            throw new IOException($"the server answered HTTP {status}");
        }
    }

    /// <summary>Hands on what a stream brings; true when the answer was among it.</summary>
    private async Task<bool> DeliverAsync(EventReader events, BridgePost? post)
    {
        var answered = false;
        while (await events.NextAsync().ConfigureAwait(false))
        {
            if (events.Type.SequenceEqual("endpoint"u8))
            {
                LearnEndpoint(events.Data);
                continue;
            }

            var message = events.Data.ToArray();
            if (message.Length == 0) continue;
            if (post is not null && post.IsAnsweredBy(message))
            {
                answered = true;
                if (post.IsInitialize) fields.LearnVersion(message);
            }

            await _take(message).ConfigureAwait(false);
            if (answered && post!.IsInitialize) break; // What else the stream may bring, nobody asked for.
        }

        return answered;
    }

    // (3)
    private async Task ResumeAsync(string lastId, long retry, BridgePost post)
    {
        const int Attempts = 10;
        for (var attempt = 0; lastId.Length > 0 && attempt < Attempts; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(retry), _stop.Token).ConfigureAwait(false);
            var link = await GetAsync(lastId).ConfigureAwait(false);
            try
            {
                if (!BridgeAnswer.IsStream(link.Head)) break;
                using var events = new EventReader(link);
                if (await DeliverAsync(events, post).ConfigureAwait(false)) return;
                if (events.LastId.Length > 0) lastId = events.LastId;
                retry = events.Retry;
            }
            finally
            {
                Close(link);
            }
        }

        throw new IOException("the server's stream ended before its answer");
    }

    // (4)
    private void Listen()
    {
        if (!_isLegacy && Interlocked.Exchange(ref _listening, 1) == 0) _ = ListenAsync();
    }

    private async Task ListenAsync()
    {
        const int LongestPause = 30_000;
        var (lastId, pause) = ("", 1000);
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                HttpLink? link = null;
                try
                {
                    link = await GetAsync(lastId).ConfigureAwait(false);
                    if (!BridgeAnswer.IsStream(link.Head)) return; // 405: it has none.
                    using var events = new EventReader(link);
                    await DeliverAsync(events, post: null).ConfigureAwait(false);
                    (lastId, pause) = (events.LastId, 1000);
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException)
                {
                    pause = Math.Min(pause * 2, LongestPause);
                }
                finally
                {
                    Close(link);
                }

                await Task.Delay(pause, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent is done.
        }
    }

    private async Task<HttpLink> RetryAsLegacyAsync(BridgePost post)
    {
        var link = await GetAsync("").ConfigureAwait(false);
        if (!BridgeAnswer.IsStream(link.Head))
        {
            Close(link);
            throw new IOException("the server speaks neither Streamable HTTP nor HTTP with SSE");
        }

        _isLegacy = true;
        _ = StayAsync(link);
        _target = await _endpoint.Task.WaitAsync(s_endpointTime, _stop.Token).ConfigureAwait(false);
        return await BeginAsync(post).ConfigureAwait(false)
            ?? throw new IOException("the server's endpoint is not there");
    }

    /// <summary>The one stream of a server of revision 2024-11-05; with it everything ends.</summary>
    private async Task StayAsync(HttpLink link)
    {
        try
        {
            using var events = new EventReader(link);
            await DeliverAsync(events, post: null).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            journal.Failed($"the server's event stream broke off: {e.Message}");
        }
        finally
        {
            Close(link);
            _endpoint.TrySetException(new IOException("the server named no endpoint"));
            _ended.TrySetResult("the server's event stream ended");
        }
    }

    private void LearnEndpoint(ReadOnlySpan<byte> data)
    {
        if (Uri.TryCreate(upstream.Url, Encoding.UTF8.GetString(data), out var endpoint)
            && endpoint.Authority == upstream.Url.Authority)
            _endpoint.TrySetResult(Encoding.ASCII.GetBytes(endpoint.PathAndQuery));
        else
            _endpoint.TrySetException(new IOException("the server named an endpoint of another host"));
    }

    // (5)
    private async Task DeleteAsync()
    {
        try
        {
            using var link = await upstream.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
            await link.SendAsync(RequestText.Head("DELETE", upstream.Authority, _target, fields.Common()))
                .ConfigureAwait(false);
            await link.ReadHeadAsync(RequestMethod.Delete).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    private async Task<HttpLink> GetAsync(string lastId)
    {
        var own = fields.Common();
        own.Add(("Accept", "text/event-stream"));
        if (lastId.Length > 0) own.Add(("Last-Event-ID", lastId));
        var link = await OpenAsync().ConfigureAwait(false);
        try
        {
            await link.SendAsync(RequestText.Head("GET", upstream.Authority, upstream.Target, own))
                .ConfigureAwait(false);
            if (!await link.ReadHeadAsync(RequestMethod.Get).ConfigureAwait(false))
                throw new IOException("the server closed the connection before it answered");
            return link;
        }
        catch
        {
            Close(link);
            throw;
        }
    }

    private async Task<HttpLink> OpenAsync()
    {
        var link = upstream.TakeIdle() ?? await upstream.ConnectAsync(_stop.Token).ConfigureAwait(false);
        _links[link] = true;
        if (_stop.IsCancellationRequested) link.Abort();
        return link;
    }

    private void Close(HttpLink? link)
    {
        if (link is not null && _links.TryRemove(link, out _)) upstream.Return(link);
    }

    private async Task FailAsync(BridgePost post, string sentence)
    {
        if (_stop.IsCancellationRequested) return;
        journal.Failed(sentence);
        foreach (var id in post.Ids) await _take(McpErrors.Upstream(id, sentence)).ConfigureAwait(false);
    }

    private void EndWhenIdle()
    {
        if (_completing && Volatile.Read(ref _running) == 0) _ended.TrySetResult("the agent is done");
    }
}
