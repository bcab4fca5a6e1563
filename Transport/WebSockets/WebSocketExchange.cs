using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Sessions;
using Pipelock.Protocols.Http1;
using Pipelock.Protocols.WebSocket;
using Pipelock.Transport.Answers;
using Pipelock.Transport.Approvals;
using Pipelock.Transport.ForwardProxy;
using Pipelock.Transport.Journal;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Upstream;

namespace Pipelock.Transport.WebSockets;

/// <summary>Serves one WebSocket, asked for at <c>/ws</c> or by an upgrade through the forward proxy.</summary>
/// <remarks>
/// (1) handshake valid ──► (2) URL, fields and limits decided ──► (3) connection to a checked address, TLS where asked
/// for ──► (4) handshake with the origin ──► (5) 101 ──► (6) messages inspected and relayed ──► (7) journal.
/// The client's connection ends with its WebSocket.
/// </remarks>
internal sealed class WebSocketExchange(ProxyServices services, ClientConnection client, ClientAnswers answers)
{
    private const string Prefix = "WebSocket blocked: ";

    private ExchangeEntry _entry;
    private RequestTarget _place;
    private WebSocketTarget _target = null!;
    private WebSocketJournal _journal = null!;

    /// <summary>The origin is known from the connection, and the client's URL is composed already.</summary>
    public bool Inside { get; init; }

    /// <summary>Whether the request in <paramref name="head"/>, inside a known origin's connection, is for this
    /// exchange.
    /// </summary>
    public static bool ServesInside(RequestHead head, PolicySnapshot policy) =>
        policy.Options.WebsocketProxy.Enabled && OpeningHandshake.IsMeant(head);

    /// <summary>Whether the request in <paramref name="head"/> is for this exchange.</summary>
    public static bool Serves(RequestHead head, PolicySnapshot policy) => head.Form == TargetForm.Origin
        ? WebSocketTarget.IsEndpointPath(head.Target)
        : head.Form == TargetForm.Absolute && policy.Options.WebsocketProxy.Enabled && OpeningHandshake.IsMeant(head);

    /// <summary>Serves the request whose head the client connection holds.</summary>
    public async ValueTask<bool> ServeAsync(PolicySnapshot policy)
    {
        var options = policy.Options.WebsocketProxy;
        _entry = new ExchangeEntry(services.NextRequestId(), Stopwatch.GetTimestamp());

        // (1)
        if (!options.Enabled) return await PlainAsync(404, "WebSocket proxy not enabled").ConfigureAwait(false);
        var error = OpeningHandshake.Check(client.Head);
        if (error != HandshakeError.None) return await RefuseAsync(error).ConfigureAwait(false);
        var problem = "";
        var target = Inside ? WebSocketTarget.Inside(client.Url) : WebSocketTarget.Of(client.Head, out problem);
        if (target is null) return await PlainAsync(400, problem).ConfigureAwait(false);
        _target = target;
        _journal = new WebSocketJournal(services.Journal, client, _entry, target.Url);

        // (2)
        var decision = Decide(policy);
        if (decision.IsBlocked) return await BlockAsync(decision, policy).ConfigureAwait(false);
        if (!services.WebSockets.TryEnter(options.MaxConcurrentConnections))
        {
            return await answers.LimitAsync(_entry, "websockets", 503,
                $"{options.MaxConcurrentConnections} WebSocket connections are open already").ConfigureAwait(false);
        }

        try
        {
            return await OpenAsync(policy).ConfigureAwait(false);
        }
        finally
        {
            services.WebSockets.Leave();
        }
    }

    private Decision Decide(PolicySnapshot policy)
    {
        var decision = RequestInspector.DecideUrl(
            _target.Url, Surface.Url, policy, out _place, client.Identity.Session);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = RequestInspector.DecideHeaders(client, _target.Url, _place, policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = RequestInspector.DecideSession(client, _target.Url, _place, SessionActivity.WebSocket, policy);
        if (decision.IsBlocked) return decision;
        Note(decision);
        decision = policy.Admit(_place.Host(_target.Url), Surface.Url, Environment.TickCount64);
        Note(decision);
        return decision;
    }

    private void Note(in Decision decision)
    {
        if (decision.Verdict == Verdict.Warn) _journal.Decided(decision, _place.Host(_target.Url));
    }

    private async ValueTask<bool> OpenAsync(PolicySnapshot policy)
    {
        // (3)
        var dialled = await OriginDial.DialThroughAsync(services, client, _target.Url, _place, policy)
            .ConfigureAwait(false);
        if (dialled.Status == DialStatus.Refused)
            return await BlockAsync(dialled.Decision, policy).ConfigureAwait(false);
        Note(dialled.Decision);
        if (dialled.Connection is not { } origin)
            return await answers.NotDialledAsync(_entry, dialled, Prefix, policy).ConfigureAwait(false);
        using (origin)
        {
            client.Attach(origin, abortWhenClientLeaves: true);
            client.SetDeadline(Environment.TickCount64 + services.Timeouts.ResponseHead);
            try
            {
                return await UpgradeAsync(origin, policy).ConfigureAwait(false);
            }
            finally
            {
                client.Detach();
                client.ClearDeadline();
            }
        }
    }

    private async ValueTask<bool> UpgradeAsync(UpstreamConnection origin, PolicySnapshot policy)
    {
        var options = policy.Options.WebsocketProxy;
        var handshake = new UpstreamHandshake(client, _target, options);
        OriginPipe? pipe = null;
        try
        {
            try
            {
                pipe = new OriginPipe(origin.OpenStream());

                // (4)
                if (!await handshake.OpenAsync(pipe.Input, pipe.Output, _place).ConfigureAwait(false))
                    return await RefuseAsync(handshake.Error).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                return await FailAsync(client.Expired ? RelayEnd.TimedOut : RelayEnd.NoAnswer).ConfigureAwait(false);
            }

            // (5)
            client.Detach();
            client.ClearDeadline();
            WriteSwitch(handshake.Protocol);
            await client.Output.FlushAsync().ConfigureAwait(false);
            await RelayAsync(origin, pipe, policy).ConfigureAwait(false);
            return false;
        }
        finally
        {
            if (pipe is not null) await pipe.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task RelayAsync(UpstreamConnection origin, OriginPipe pipe, PolicySnapshot policy)
    {
        // (6)
        var host = _place.Host(_target.Url).ToArray();
        var options = policy.Options.WebsocketProxy;
        var tally = new RelayTally();
        var settings = new WebSocketSettings
        {
            MaxMessageBytes = options.MaxMessageBytes,
            AllowsBinary = options.AllowBinaryFrames,
            Lifetime = options.MaxConnectionSeconds * 1000L,
            Idle = options.IdleTimeoutSeconds * 1000L,
            Draining = () => client.Draining,
            Journal = _journal,
            Policies = services.Policies,
            Url = _target.Url,
            Host = host,
            Session = client.AddressText,
            Ask = (decision, end) => OperatorQuestions.AskAsync(services, client, host, decision, policy, end),
        };
        using var relay = new MessageRelay(client, origin, pipe, settings, tally, services.Heartbeat);
        _journal.Opened();
        try
        {
            await relay.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            // (7)
            _journal.Closed(tally);
            if (policy.DataBudget.IsOn)
            {
                var bytes = tally.Bytes(RelayDirection.ClientToServer) + tally.Bytes(RelayDirection.ServerToClient);
                policy.DataBudget.Record(host, bytes, Environment.TickCount64);
            }
        }
    }

    /// <summary>The server's half of the handshake with the client (RFC 6455 §4.2.2).</summary>
    private void WriteSwitch(string protocol)
    {
        Span<byte> accept = stackalloc byte[AcceptKey.Length];
        client.Head.Fields.TryFind(KnownHeader.SecWebSocketKey, out var key);
        AcceptKey.Compute(key, accept);
        client.Output.Write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"u8);
        client.Output.Write("Sec-WebSocket-Accept: "u8);
        client.Output.Write(accept);
        if (protocol.Length > 0)
            client.Output.Write(Encoding.ASCII.GetBytes($"\r\nSec-WebSocket-Protocol: {protocol}"));
        client.Output.Write("\r\n\r\n"u8);
    }

    private ValueTask<bool> BlockAsync(in Decision decision, PolicySnapshot policy)
    {
        _journal.Decided(decision, _place.Host(_target.Url));
        return answers.SendAsync(
            BlockAnswer.Of(decision, Prefix, _entry.RequestIdText, policy.Options.ExplainBlocks));
    }

    private ValueTask<bool> FailAsync(RelayEnd end)
    {
        client.Detach();
        return answers.OriginFailedAsync(_entry, end);
    }

    private ValueTask<bool> RefuseAsync(HandshakeError error)
    {
        client.Detach();
        services.Journal.LimitReached(client, _entry, "ws_handshake", error.Status(), error.Describe());
        List<(string, string)> fields = [("X-Pipelock-Request-Id", _entry.RequestIdText)];
        if (error == HandshakeError.UnsupportedVersion) fields.Add(("Sec-WebSocket-Version", "13"));
        var sentence = $"refused: {error.Describe()} ({error.Rule()})\n";
        return answers.SendAsync(new Answer { Status = error.Status(), Body = sentence, Fields = fields });
    }

    private ValueTask<bool> PlainAsync(int status, string sentence) =>
        answers.SendAsync(new Answer { Status = status, Body = sentence + "\n" });
}
