using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Protocols.Http1;
using Pipelock.Scanners;
using Pipelock.Scanners.Injection;
using Pipelock.Transport.Listening;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Holds a response body back until it is known to carry no instructions.</summary>
/// <remarks>
/// A body of known, small length is looked at whole, so that a finding can still be answered with a 403. Of anything
/// longer only the tail that a match could span is held, and not even that while the origin pauses: then what is held
/// is looked at together with what went before it, and passed on.
/// </remarks>
internal sealed class ResponseGate
{
    /// <summary>A counted body up to this size is held whole: it is a document, and arrives at once.</summary>
    private const long SmallDocument = 64 * 1024;

    private readonly HeldBytes _held = new();
    private readonly byte[] _context = new byte[2 * ResponseScan.MaxTail];
    private ClientConnection? _client;
    private PolicySnapshot? _policy;
    private ResponseScan? _scan;
    private RequestTarget _target;
    private int _contextLength;
    private bool _isDocument;

    /// <summary>Nothing has to be looked at.</summary>
    public bool IsOpen => _scan is null;

    /// <summary>Something is held that need not wait for the end.</summary>
    public bool HoldsStream => _held.Count > 0 && !_isDocument;

    /// <summary>The decision that stopped the body, or the last warning about it.</summary>
    public Decision Decision { get; private set; }

    /// <summary>What may go out now.</summary>
    public ReadOnlySpan<byte> Releasable => _held.Releasable.Span;

    /// <summary>Begins with the body of the answer whose head <paramref name="client"/> holds.</summary>
    public void Begin(ClientConnection client, RequestTarget target, PolicySnapshot policy)
    {
        Decision = default;
        var head = client.AnswerHead;
        if (head.Framing == ResponseFraming.None || !policy.Options.ResponseScanning.Enabled) return;
        _client = client;
        _target = target;
        _policy = policy;
        _contextLength = 0;
        _isDocument = head.Framing == ResponseFraming.ContentLength && head.ContentLength <= SmallDocument;
        head.Fields.TryFind(KnownHeader.ContentType, out var type);
        head.Fields.TryFind(KnownHeader.ContentEncoding, out var coding);
        _scan = policy.Scanner.RentResponseScan(type, coding);
        _held.Begin();
    }

    /// <summary>Takes a piece of the body; false when the policy stops it.</summary>
    public bool Offer(ReadOnlySpan<byte> piece)
    {
        _held.Append(piece);
        if (!Passes(_scan!.Append(piece))) return false;
        if (!_isDocument) _held.Clear(_scan.CleanBytes);
        return true;
    }

    /// <summary>The body has ended; false when the policy stops it.</summary>
    public bool Complete()
    {
        if (_scan is null) return true;
        if (!Passes(_scan.Complete())) return false;
        _held.Clear(_held.Appended);
        return true;
    }

    /// <summary>Looks at what is held as it stands, and releases it; false when the policy stops the body.</summary>
    public bool ReleaseHeld()
    {
        var fresh = _held.All;
        var kept = Math.Min(_contextLength, _context.Length - Math.Min(fresh.Length, _context.Length));
        _context.AsSpan(_contextLength - kept, kept).CopyTo(_context);
        var last = fresh[^Math.Min(fresh.Length, _context.Length - kept)..];
        last.CopyTo(_context.AsSpan(kept));
        _contextLength = kept + last.Length;
        var text = last.Length == fresh.Length ? _context.AsSpan(0, _contextLength) : fresh;
        if (!Passes(_policy!.Scanner.ScanInjection(text, "response"))) return false;
        _held.Clear(_held.Appended);
        return true;
    }

    /// <summary>What was releasable went out.</summary>
    public void Release() => _held.Release(Releasable.Length);

    /// <summary>Ends with this body; buffers go back.</summary>
    public void End()
    {
        if (_scan is null) return;
        _policy!.Scanner.Return(_scan);
        _held.End();
        _scan = null;
        _policy = null;
        _client = null;
    }

    private bool Passes(Findings findings)
    {
        if (findings.IsClean) return true;
        var url = _client!.Head.Target;
        var context = new DecisionContext { Host = _target.Host(url), Url = url };
        Decision = _policy!.Decide(findings, Surface.Response, context);
        return !Decision.IsBlocked;
    }
}
