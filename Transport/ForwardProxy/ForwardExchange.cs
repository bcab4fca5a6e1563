using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.A2a;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Approvals;
using Pipelock.Transport.Async;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Serves one request of absolute form after the other on a client's connection.</summary>
/// <remarks>
/// (1) URL, headers and limits decided ──► (2) body held until clean ──► (3) connection to a checked address ──►
/// (4) request rebuilt and sent ──► (5) response relayed ──► (6) journal. A clean exchange allocates nothing: what it
/// needs lives here, as long as the client's connection.
/// </remarks>
internal sealed class ForwardExchange : IHttpSession
{
    private const int NobodyAnswers = 0;
    private const int OriginAnswers = 1;
    private const int ProxyAnswers = 2;

    /// <summary>Times a request may be sent again after a pooled connection turned out to be closed.</summary>
    private const int Retries = 2;

    private readonly ProxyServices _services;
    private readonly ExchangeRoute _route;
    private readonly ClientConnection _client;
    private readonly ClientAnswers _answers;
    private readonly RequestBody _body;
    private readonly ResponseRelay _relay;
    private readonly UpstreamRequest _request;
    private ExchangeEntry _entry;
    private PolicySnapshot? _policy;
    private RequestTarget _target;
    private int _answerer;

    public ForwardExchange(
        ProxyServices services, ExchangeRoute route, ClientConnection client, ClientAnswers answers)
    {
        _route = route;
        _services = services;
        _client = client;
        _answers = answers;
        _body = new RequestBody(client);
        _relay = new ResponseRelay(client)
        {
            Ask = decision =>
                OperatorQuestions.AskAsync(_services, _client, _target.Host(_client.Url), decision, _policy!),
            MayAnswer = () => Interlocked.CompareExchange(ref _answerer, OriginAnswers, NobodyAnswers) == NobodyAnswers,
        };
        _request = new UpstreamRequest(client, _body);
    }

    /// <summary>Serves the request whose head the client connection holds; true when it can serve another.</summary>
    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    public async ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        _entry = new ExchangeEntry(_services.NextRequestId(), Stopwatch.GetTimestamp());
        _answerer = NobodyAnswers;
        _policy = policy;
        try
        {
            // (1) Everything that can be decided without the network.
            var decision = Decide(policy);
            _services.Journal.Metrics.Decided(Stopwatch.GetElapsedTime(_entry.Started));
            if (decision.IsBlocked)
            {
                return await _answers.BlockAsync(_entry, decision, "blocked: ", policy).ConfigureAwait(false);
            }

            if (_route.Unserved(_client.Url) is { } sentence)
                return await _answers.LimitAsync(_entry, "scheme", 501, sentence).ConfigureAwait(false);

            if (MaxForwards.Answer(_client.Head) is { } own) return await _answers.SendAsync(own).ConfigureAwait(false);

            // (2) The body, held back until it is known to be clean, or larger than what may be held.
            _body.Begin(policy, _target);
            var state = await HoldBodyAsync().ConfigureAwait(false);
            Note(_body.Decision);
            if (state is not (BodyState.Complete or BodyState.Partial))
            {
                return await _answers.BodyStoppedAsync(_entry, state, _body, policy).ConfigureAwait(false);
            }

            decision = RequestInspector.DecideAcross(_client, _target, _body.Releasable.Span, policy);
            if (decision.IsBlocked)
                return await _answers.BlockAsync(_entry, decision, "blocked: ", policy).ConfigureAwait(false);

            Note(decision);
            _relay.AgentKind = AgentTraffic.KindOf(_client, _target, _body.Releasable.Span, policy);

            return await ExchangeAsync(state, policy).ConfigureAwait(false);
        }
        finally
        {
            _body.End();
            _policy = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _body.Dispose();
        _relay.Dispose();
        _request.Dispose();
    }

    private Decision Decide(PolicySnapshot policy)
    {
        var decision = _route.DecideUrl(_client, policy, out _target);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = RequestInspector.DecideHeaders(_client, _client.Url, _target, policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        var activity = RequestInspector.ActivityOf(_client.Head.KnownMethod);
        decision = RequestInspector.DecideSession(_client, _client.Url, _target, activity, policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = _route.Admit(_target.Host(_client.Url), policy);
        Note(decision);
        return decision;
    }

    /// <summary>Writes a warning down; the exchange goes on.</summary>
    private void Note(in Decision decision)
    {
        if (decision.Verdict == Verdict.Warn) _entry = _services.Journal.Warned(_client, _entry, decision);
    }

    private ValueTask<BodyState> HoldBodyAsync()
    {
        if (_body.IsComplete) return new ValueTask<BodyState>(BodyState.Complete);
        // The origin hears of the request only when the body is clean, so it is the proxy that must ask for it.
        return _client.Head.ExpectsContinue ? ContinueAsync() : _body.FillAsync(_services.Timeouts.BodyIdle);
    }

    private async ValueTask<BodyState> ContinueAsync()
    {
        _client.Output.Write("HTTP/1.1 100 Continue\r\n\r\n"u8);
        await _client.Output.FlushAsync().ConfigureAwait(false);
        return await _body.FillAsync(_services.Timeouts.BodyIdle).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<bool> ExchangeAsync(BodyState state, PolicySnapshot policy)
    {
        var repeatable = IsIdempotent(_client.Head.KnownMethod);
        for (var attempt = 0; ; attempt++)
        {
            // (3) A connection to an address that was checked.
            var origin = attempt < Retries
                ? _route.TakePooled(_client.Url, _target, policy, repeatable)
                : null;
            if (origin is null)
            {
                var dialled = await _route.DialAsync(_client, _target, policy)
                    .ConfigureAwait(false);
                if (dialled.Connection is null)
                {
                    return await _answers.NotDialledAsync(_entry, dialled, "blocked: ", policy).ConfigureAwait(false);
                }

                origin = dialled.Connection;
            }

            _client.Attach(origin, abortWhenClientLeaves: true);
            if (state == BodyState.Partial) return await StreamAsync(origin, policy).ConfigureAwait(false);

            // (4) and (5)
            var end = await SendAndRelayAsync(origin, policy).ConfigureAwait(false);
            _client.Detach();
            if (end == RelayEnd.NoAnswer && origin.Reused && repeatable && attempt < Retries)
            {
                origin.Dispose();
                continue;
            }

            return await FinishAsync(origin, end, policy).ConfigureAwait(false);
        }
    }

    [AsyncMethodBuilder(typeof(PooledAsync<>))]
    private async ValueTask<RelayEnd> SendAndRelayAsync(UpstreamConnection origin, PolicySnapshot policy)
    {
        try
        {
            _client.SetDeadline(Environment.TickCount64 + _services.Timeouts.Idle);
            await _request.SendAsync(origin, _target, _route.ParentFor(_client.Url, _target))
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _client.ClearDeadline();
            return _client.ClientGone ? RelayEnd.ClientGone : _client.Expired ? RelayEnd.TimedOut : RelayEnd.NoAnswer;
        }

        return await _relay
            .RelayAsync(origin, policy, _target, _services.Timeouts.ResponseHead, _services.Timeouts.Idle)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// A body larger than what may be held goes out piece by piece as it is found clean, while the response may already
    /// come back: an origin that answers as it reads would otherwise wait for us as we wait for it.
    /// </summary>
    private async ValueTask<bool> StreamAsync(UpstreamConnection origin, PolicySnapshot policy)
    {
        var upload = UploadAsync(origin);
        var idle = _services.Timeouts.Idle;
        var end = await _relay.RelayAsync(origin, policy, _target, idle, idle).ConfigureAwait(false);
        var answeredEarly = !upload.IsCompleted;
        if (answeredEarly)
        {
            _body.Stop();
            origin.Abort();
        }

        var state = await upload.ConfigureAwait(false);
        _client.Detach();
        if (Volatile.Read(ref _answerer) == ProxyAnswers)
        {
            origin.Dispose();
            return await _answers.BodyStoppedAsync(_entry, state, _body, policy).ConfigureAwait(false);
        }

        var goesOn = await FinishAsync(origin, end, policy).ConfigureAwait(false);
        if (!answeredEarly) return goesOn && state == BodyState.Complete;
        await _client.LingerAsync().ConfigureAwait(false);
        return false;
    }

    private async Task<BodyState> UploadAsync(UpstreamConnection origin)
    {
        var state = BodyState.Partial;
        try
        {
            var parent = _route.ParentFor(_client.Url, _target);
            await _request.SendHeadAsync(origin, _target, parent).ConfigureAwait(false);
            while (true)
            {
                await _request.SendReleasedAsync(origin, last: state == BodyState.Complete).ConfigureAwait(false);
                if (state == BodyState.Complete) break;
                state = await _body.FillAsync(_services.Timeouts.BodyIdle).ConfigureAwait(false);
                if (state is BodyState.Complete or BodyState.Partial) continue;
                // The origin must not take what it has for the whole; the client learns why, unless it has an answer.
                Interlocked.CompareExchange(ref _answerer, ProxyAnswers, NobodyAnswers);
                origin.Abort();
                return state;
            }

            _client.SetDeadline(Environment.TickCount64 + _services.Timeouts.ResponseHead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The origin stopped reading; what it answers, if anything, is the relay's matter.
            return BodyState.Truncated;
        }
        catch
        {
            origin.Abort(); // Or the relay would wait for the answer to a request that nobody finishes.
            throw;
        }

        return state;
    }

    /// <summary>(6) What came of it: the journal, the connections, and an answer where the origin gave none.</summary>
    private ValueTask<bool> FinishAsync(UpstreamConnection origin, RelayEnd end, PolicySnapshot policy)
    {
        if (end == RelayEnd.Complete && _relay.OriginReusable && _body.IsComplete)
        {
            _services.Pool.Return(origin, Environment.TickCount64);
        }
        else
        {
            origin.Dispose();
        }

        if (_client.Halted) return HaltAsync(end);
        if (end == RelayEnd.Blocked) return BlockResponseAsync(policy);
        Note(_relay.Decision);
        if (end is RelayEnd.Complete or RelayEnd.Broken or RelayEnd.ClientGone)
        {
            var bytes = _relay.BodyBytes + _body.Received;
            if (policy.DataBudget.IsOn)
            {
                policy.DataBudget.Record(_target.Host(_client.Url), bytes, Environment.TickCount64);
            }

            _client.Identity.Session?.Served(
                _target.Host(_client.Url), bytes, clean: !_entry.Warned, Environment.TickCount64);
            _services.Journal.Forwarded(_client, _entry, end, _client.AnswerHead.StatusCode, _relay.BodyBytes);
            // A response that is not whole must not look whole, whatever delimits it.
            if (end != RelayEnd.Complete) _client.Abort("the response broke off");
            return new ValueTask<bool>(end == RelayEnd.Complete && _relay.ClientReusable);
        }

        return _answers.OriginFailedAsync(_entry, end);
    }

    /// <summary>
    /// An answer that has begun can only be broken off: a reset, so that nothing takes it for the whole. An event
    /// stream
    /// can say so itself.
    /// </summary>
    private ValueTask<bool> BlockResponseAsync(PolicySnapshot policy)
    {
        if (!_relay.HeadSent) return _answers.BlockAsync(_entry, _relay.Decision, "blocked: ", policy);
        _services.Journal.Blocked(_client, _entry, _relay.Decision);
        if (_relay.IsEventStream) return EndStreamAsync(BlockAnswer.EventData(_relay.Decision, _entry.RequestIdText));
        _client.Abort("the response was stopped by policy");
        return new ValueTask<bool>(false);
    }

    /// <summary>All traffic was stopped while this exchange was under way.</summary>
    private ValueTask<bool> HaltAsync(RelayEnd end)
    {
        if (!_relay.HeadSent) return _answers.OriginFailedAsync(_entry, end);
        _services.Journal.Stopped(_client, _entry, _services.KillSwitch);
        _client.EndExchange();
        if (_relay.IsEventStream) return EndStreamAsync(StoppedAnswer.EventData(_services.KillSwitch));
        _client.Abort("all traffic is stopped");
        return new ValueTask<bool>(false);
    }

    private async ValueTask<bool> EndStreamAsync(byte[] reason)
    {
        await _relay.EndStoppedStreamAsync(reason).ConfigureAwait(false);
        if (_client.AnswerHead.Framing == ResponseFraming.ContentLength) _client.Abort("shorter than announced");
        return false;
    }

    /// <summary>RFC 9110 §9.2.2.</summary>
    private static bool IsIdempotent(RequestMethod method) => method is RequestMethod.Get or RequestMethod.Head
        or RequestMethod.Options or RequestMethod.Trace or RequestMethod.Put or RequestMethod.Delete;
}
