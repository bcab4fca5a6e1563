using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Protocols.Sse.Deltas;
using Pipelock.Scanners;
using Pipelock.Scanners.Redaction;
using Pipelock.Transport.Seams;
using Pipelock.Transport.Stripping;

namespace Pipelock.Transport.WebSockets;

/// <summary>
/// Looks at the messages of one direction, each by itself and together with the end of those before it.
/// </summary>
/// <remarks>
/// A text split over messages is found in the seam: up to 4 KiB of what came before and as much of what follows. Where
/// messages are the JSON deltas of a model's API, their texts are joined too. The policy is the one in force when a
/// message arrives, so a reload reaches connections that are open. Not thread-safe.
/// </remarks>
internal sealed class MessageInspector(
    PolicyHolder policies, RelayDirection direction, byte[] url, byte[] host, string session) : IDisposable
{
    /// <summary>Bytes of earlier messages that are looked at again.</summary>
    public const int MaxTail = 4096;

    /// <summary>The longest plain text that may be a numbered piece of another.</summary>
    private const int MaxPlain = 512;

    private const string Where = "websocket message";

    private readonly DeltaJoiner _deltas = new(MaxTail);
    private readonly MessageSeams _seams = new(MaxTail);
    private readonly MessagePieces _pieces = new();

    /// <summary>Decides about a message.</summary>
    public Decision Inspect(ReadOnlySpan<byte> message)
    {
        var policy = policies.Acquire();
        try
        {
            return policy.Options.WebsocketProxy.ScanTextFrames ? Inspect(message, policy) : default;
        }
        finally
        {
            policy.Release();
        }
    }

    /// <summary>
    /// Replaces sensitive values of a message to the origin, where the operator wants that. What cannot be redacted
    /// does not leave, as with bodies.
    /// </summary>
    /// <param name="message">The whole message, its fragments joined.</param>
    /// <param name="isText">It is a text message.</param>
    /// <param name="rewritten">The message that goes on; null when it goes on as it is.</param>
    public Decision Redact(ReadOnlySpan<byte> message, bool isText, out byte[]? rewritten)
    {
        rewritten = null;
        if (direction == RelayDirection.ServerToClient || message.IsEmpty) return default;
        var policy = policies.Acquire();
        try
        {
            if (policy.Redactor is null || !policy.Options.RequestBodyScanning.Enabled) return default;
            var fault = isText ? policy.Redactor.Rewrite(message, out rewritten)
                : RedactionFault.NonJsonBody;
            if (fault == RedactionFault.None) return default;
            return MayPassAsItIs(fault) && policy.Unredacted.Contains(host)
                ? default
                : policy.Decide(RedactionFaults.Describe(fault), Surface.WebSocket, new DecisionContext
                {
                    Host = host,
                    Url = url,
                });
        }
        finally
        {
            policy.Release();
        }
    }

    /// <summary>The message without what was found in it; null when that cannot be taken out.</summary>
    public byte[]? Strip(ReadOnlySpan<byte> message)
    {
        var policy = policies.Acquire();
        try
        {
            return TextStripper.Strip(
                message, Where, policy, new DecisionContext { Host = host, Url = url });
        }
        finally
        {
            policy.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _deltas.Dispose();
        _seams.Dispose();
    }

    private Decision Inspect(ReadOnlySpan<byte> message, PolicySnapshot policy)
    {
        var decision = Decide(message, policy);
        if (!_seams.IsEmpty) decision = Worse(decision, InspectSeams(message, policy));
        if (_deltas.Read(message))
        {
            for (var i = 0; i < _deltas.Count; i++) decision = Worse(decision, Decide(_deltas[i].Window, policy));
        }

        // What the operator watches across requests, the action of that section decides.
        if (decision.Verdict == Verdict.Allow) decision = InspectAcross(message, policy);
        if (decision.Verdict == Verdict.Allow) decision = InspectPieces(message, policy);
        // What was found once is not to be found in every message that follows.
        if (decision.Verdict == Verdict.Allow) _seams.Keep(message);
        else _seams.Clear();
        return decision;
    }

    /// <summary>The message as one of all that the client sends, over whatever connections.</summary>
    private Decision InspectAcross(ReadOnlySpan<byte> message, PolicySnapshot policy)
    {
        if (direction == RelayDirection.ServerToClient || policy.AcrossRequests is not { } across) return default;
        var found = across.Check(session, host, default, message, Environment.TickCount64);
        return policy.Decide(found, Surface.WebSocket, new DecisionContext { Host = host, Url = url });
    }

    private Decision InspectSeams(ReadOnlySpan<byte> message, PolicySnapshot policy)
    {
        var decision = Decide(_seams.Joined(message), policy);
        return _seams.Lines(message) is { IsEmpty: false } lines ? Worse(decision, Decide(lines, policy)) : decision;
    }

    private Decision InspectPieces(ReadOnlySpan<byte> message, PolicySnapshot policy)
    {
        if (direction == RelayDirection.ServerToClient) return default;
        if (!message.StartsWith("{"u8) && (message.Length > MaxPlain || message.Contains((byte)'"'))) return default;
        var found = policy.Scanner.WithoutExempt(
            policy.Scanner.ScanSplit(message, _pieces, ScanLayer.WsDlp, "texts of several websocket messages"), host);
        return policy.Decide(found, Surface.WebSocket, new DecisionContext { Host = host, Url = url });
    }

    private Decision Decide(ReadOnlySpan<byte> text, PolicySnapshot policy)
    {
        var context = new DecisionContext { Host = host, Url = url };
        var secrets = policy.Scanner.WithoutExempt(
            policy.Scanner.ScanText(text, ScanLayer.WsDlp, Where), host);
        if (direction == RelayDirection.ServerToClient) secrets = secrets.Without(ScanLayer.AddressProtection);
        var decision = policy.Decide(secrets, Surface.WebSocket, context);
        if (direction == RelayDirection.ClientToServer || !policy.Options.ResponseScanning.Enabled) return decision;
        var injection = policy.Scanner.ScanInjection(text, Where);
        return Worse(decision, policy.Decide(injection, Surface.Response, context));
    }

    /// <summary>It is no JSON, which says nothing about what it holds: hosts that the operator named may get it.
    /// </summary>
    private static bool MayPassAsItIs(RedactionFault fault) =>
        fault is RedactionFault.BodyUnparseable or RedactionFault.NonJsonBody;

    private static Decision Worse(in Decision left, in Decision right) => right.Verdict > left.Verdict ? right : left;
}
