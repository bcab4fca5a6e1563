using System.Text;
using Pipelock.Config.Options;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Protocols.Http1;
using Pipelock.Scanners;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Clearance;
using Pipelock.Scanners.Injection;
using Pipelock.Transport.A2a;
using Pipelock.Transport.Listening;
using Pipelock.Transport.Stripping;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Holds a response body back until it is known to carry no instructions.</summary>
/// <remarks>
/// Of an event stream whole events pass. Of anything else only the tail that a match could span is held, and not even
/// that while the origin pauses: then what is held is looked at together with what went before it, and passed on. A
/// document that arrives at once is therefore looked at whole before its head goes out, and a stream stays a stream.
/// </remarks>
internal sealed class ResponseGate : IDisposable
{
    private readonly HeldBytes _held = new();
    private readonly TailContext _passed = new(2 * ResponseScan.MaxTail);
    private ClientConnection? _client;
    private PolicySnapshot? _policy;
    private ResponseScan? _scan;
    private EventStreamScan? _events;
    private BodyScan? _agent;
    private AgentKind _kind;
    private bool _approved;
    private Decision _question;
    private RequestTarget _target;
    private long _base;

    /// <summary>Nothing has to be looked at.</summary>
    public bool IsOpen => _policy is null;

    /// <summary>The body is an event stream.</summary>
    public bool IsEventStream { get; private set; }

    /// <summary>What is found in the body may be taken out, so its length is not known before its end.</summary>
    public bool MayChange { get; private set; }

    /// <summary>Something was taken out.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Something is held that may be looked at as it stands.</summary>
    public bool Holds => _scan is not null && _agent is null && _held.Count > 0;

    /// <summary>The decision that stopped the body, or the last warning about it.</summary>
    public Decision Decision { get; private set; }

    /// <summary>The operator has to be asked before anything else goes out.</summary>
    public bool Asks { get; private set; }

    /// <summary>What may go out now.</summary>
    public ReadOnlySpan<byte> Releasable => _held.Releasable.Span;

    /// <summary>Begins with the body of the answer whose head <paramref name="client"/> holds.</summary>
    /// <param name="client">The client connection.</param>
    /// <param name="target">Where the request went.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="kind">What the exchange is between agents.</param>
    public void Begin(ClientConnection client, RequestTarget target, PolicySnapshot policy, AgentKind kind = default)
    {
        Decision = default;
        IsEventStream = MayChange = HasChanged = Asks = _approved = false;
        var head = client.AnswerHead;
        if (head.Framing == ResponseFraming.None
            || (!policy.Options.ResponseScanning.Enabled && kind == AgentKind.None))
            return;
        head.Fields.TryFind(KnownHeader.ContentType, out var type);
        head.Fields.TryFind(KnownHeader.ContentEncoding, out var coding);
        IsEventStream = coding.IsEmpty && IsEventStreamType(type);
        var events = policy.Options.ResponseScanning.SseStreaming;
        if (IsEventStream && !events.Enabled) return;
        _client = client;
        _target = target;
        _policy = policy;
        _kind = kind;
        _base = 0;
        _held.Begin();
        MayChange = !IsEventStream && coding.IsEmpty && kind == AgentKind.None
            && policy.Options.ResponseScanning.Action == ResponseAction.Strip;
        if (IsEventStream) _events = new EventStreamScan(events.MaxEventBytes, kind != AgentKind.None);
        else _scan = policy.Scanner.RentResponseScan(type, coding);
        if (!IsEventStream && kind != AgentKind.None) _agent = policy.Scanner.Agents?.Rent(type, coding);
    }

    /// <summary>Looks at a body that is here as a whole; true when it is clean and may go out from where it
    /// lies.</summary>
    public bool Clears(ReadOnlySpan<byte> whole)
    {
        if (_scan is not { IsPlain: true } || _agent is not null || _held.Appended > 0) return false;
        var cleared = ClearedTexts.Answers;
        var examiner = new Examiner(_policy!.Scanner.Number, _scan.Declared);
        if (cleared.Hold(whole, examiner)) return true;
        if (!_scan.Clears(whole)) return false;
        cleared.Add(whole, examiner);
        return true;
    }

    /// <summary>Takes a piece of the body; false when the policy stops it.</summary>
    public bool Offer(ReadOnlySpan<byte> piece)
    {
        _held.Append(piece);
        if (!Passes(_events is not null ? _events.Append(piece, _policy!) : _scan!.Append(piece)) && !Strip())
            return false;
        if (_agent is not null) return OfferToAgent(piece);
        // What a finding did not stop goes on, and nothing of it is held any longer than clean text would be.
        _held.Clear(_base + (_events?.CleanBytes ?? _scan!.CleanBytes));
        return true;
    }

    /// <summary>The body has ended; false when the policy stops it.</summary>
    public bool Complete()
    {
        if (_policy is null) return true;
        if (!Passes(_events is not null ? _events.Complete(_policy) : _scan!.Complete()) && !Strip()) return false;
        if (_agent is not null && !CompleteForAgent()) return false;
        _held.Clear(_held.Appended);
        return true;
    }

    /// <summary>Looks at what is held as it stands, and releases it; false when the policy stops the body.</summary>
    public bool ReleaseHeld()
    {
        if (!Passes(_policy!.Scanner.ScanInjection(_passed.Join(_held.All), "response"))) return false;
        _held.Clear(_held.Appended);
        return true;
    }

    /// <summary>What the operator answered; false when the body is stopped.</summary>
    public bool Answer(bool allowed)
    {
        Asks = false;
        _approved = allowed;
        Decision = allowed
            ? _question with { Verdict = Verdict.Warn, StatusCode = 0 } : _question with { Verdict = Verdict.Block };
        return allowed;
    }

    /// <summary>What was releasable went out.</summary>
    public void Release() => _held.Release(Releasable.Length);

    /// <summary>Ends with this body; buffers go back.</summary>
    public void End()
    {
        if (_policy is null) return;
        if (_scan is not null) _policy.Scanner.Return(_scan);
        if (_agent is not null) _policy.Scanner.Return(_agent);
        _events?.Dispose();
        _held.End();
        _passed.Dispose();
        _scan = null;
        _agent = null;
        _events = null;
        _policy = null;
        _client = null;
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    // What an agent answers is looked at for secrets and for where its URLs lead, too. A card waits for its end.
    private bool OfferToAgent(ReadOnlySpan<byte> piece)
    {
        if (!Passes(_agent!.Append(piece))) return false;
        if (_kind == AgentKind.Card) return _held.Count <= AgentTraffic.MaxCard || Passes(AgentTraffic.CardTooLarge);
        _held.Clear(Math.Min(_scan!.CleanBytes, _agent.CleanBytes));
        return true;
    }

    private bool CompleteForAgent()
    {
        if (!Passes(_agent!.Complete())) return false;
        return _kind != AgentKind.Card || Passes(AgentTraffic.ScanCard(_client!, _held.All, _policy!));
    }

    /// <summary>
    /// Takes out what was found, where the policy wants that and it can be done. The scan begins anew with what is
    /// left, so that nothing can be put together from both sides of the gap.
    /// </summary>
    private bool Strip()
    {
        if (Decision.Verdict != Verdict.Strip || !MayChange) return false;
        if (TextStripper.Strip(_held.All, "response", _policy!, Context()) is not { } stripped) return false;
        _held.Replace(stripped);
        _base = _held.Released;
        _policy!.Scanner.Return(_scan!);
        _client!.AnswerHead.Fields.TryFind(KnownHeader.ContentType, out var type);
        _scan = _policy.Scanner.RentResponseScan(type, []);
        HasChanged = true;
        Decision = Decision with { Verdict = Verdict.Warn, StatusCode = 0 };
        return _policy.Stopping(_scan.Append(stripped), Surface.Response, Context()).IsClean;
    }

    private bool Passes(Findings findings)
    {
        if (findings.IsClean) return true;
        var decision = _policy!.Decide(findings, IsEventStream ? Surface.EventStream : Surface.Response, Context());
        if (decision.Verdict == Verdict.Ask)
        {
            // What was allowed once is allowed to the end of this body; the look goes on meanwhile.
            if (_approved) decision = decision with { Verdict = Verdict.Warn, StatusCode = 0 };
            else (Asks, _question) = (true, decision);
        }

        Decision = decision;
        return !Decision.IsBlocked || Decision.Verdict == Verdict.Ask;
    }

    private DecisionContext Context() => new()
    {
        Host = _target.Host(_client!.Url),
        Url = _client.Url,
        Session = _client.Identity.Session,
    };

    private static bool IsEventStreamType(ReadOnlySpan<byte> type)
    {
        var expected = "text/event-stream"u8;
        return type.Length >= expected.Length && Ascii.EqualsIgnoreCase(type[..expected.Length], expected);
    }
}
