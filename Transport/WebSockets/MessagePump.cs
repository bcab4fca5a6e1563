using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelock.Policy;
using Pipelock.Protocols.WebSocket;

namespace Pipelock.Transport.WebSockets;

/// <summary>Carries the messages of one direction: read, inspected, and only then sent on.</summary>
/// <remarks>A message goes on whole, in one frame (RFC 6455 §5.4 allows it); pings and pongs overtake it.</remarks>
internal sealed class MessagePump(
    RelayDirection direction, PipeReader input, PeerWriter output, WebSocketSettings settings, RelayTally tally)
    : IDisposable
{
    private readonly MessageReader _reader = new(
        direction == RelayDirection.ClientToServer ? PeerRole.Client : PeerRole.Server, settings.MaxMessageBytes);

    private readonly MessageInspector _inspector = settings.Inspector(direction);
    private readonly CancellationTokenSource _end = new();
    private MessageInspector? _controls;
    private ReadOnlyMemory<byte>? _replacement;
    private Decision? _question;

    /// <summary>Tells the pump to end at its next read.</summary>
    public void Stop()
    {
        _end.Cancel();
        input.CancelPendingRead();
    }

    /// <summary>A message that waits for the operator waits no longer; it does not go on.</summary>
    public void Dismiss() => _end.Cancel();

    /// <summary>Runs until this direction ends. Never throws.</summary>
    public async Task<PumpEnd> RunAsync()
    {
        try
        {
            while (true)
            {
                var read = await input.ReadAsync().ConfigureAwait(false);
                var end = await TakeAsync(read).ConfigureAwait(false);
                input.AdvanceTo(read.Buffer.End); // However this ends: who lingers at the connection reads on.
                if (end is { } known) return known;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException or OperationCanceledException)
        {
            return new PumpEnd(PumpEndKind.Gone);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _inspector.Dispose();
        _controls?.Dispose();
        _end.Dispose();
    }

    private async ValueTask<PumpEnd?> TakeAsync(ReadResult read)
    {
        if (_end.IsCancellationRequested) return new PumpEnd(PumpEndKind.Gone);
        if (read.IsCanceled && settings.Draining())
            return new PumpEnd(PumpEndKind.Stopped, CloseCodes.GoingAway, "the proxy stops");
        tally.Touch();
        foreach (var segment in read.Buffer)
        {
            if (await TakeAsync(segment).ConfigureAwait(false) is { } end) return end;
        }

        return read.IsCompleted ? new PumpEnd(PumpEndKind.Gone) : null;
    }

    private async ValueTask<PumpEnd?> TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        while (true)
        {
            var status = _reader.Read(bytes.Span, out var consumed);
            bytes = bytes[consumed..];
            switch (status)
            {
                case ReadStatus.NeedMore:
                    return null;
                case ReadStatus.Refused:
                    settings.Journal.Refused(direction, _reader.Error);
                    return new PumpEnd(PumpEndKind.Stopped, _reader.Error.CloseCode(), _reader.Error.Describe());
                case ReadStatus.Message when Examine() is { Kind: PumpEndKind.Stopped } stop:
                    return stop;
                case ReadStatus.Ping or ReadStatus.Pong or ReadStatus.Close
                    when ExamineControl() is { Kind: PumpEndKind.Stopped } stop:
                    return stop;
            }

            if (_question is { } question && await AskAsync(question).ConfigureAwait(false) is { } no) return no;
            var payload = _replacement ?? _reader.PayloadMemory;
            _replacement = null;
            var taken = await output.SendAsync(_reader.Opcode, payload).ConfigureAwait(false);
            if (status == ReadStatus.Close) return new PumpEnd(PumpEndKind.Closed);
            if (!taken && !output.IsClosed) return new PumpEnd(PumpEndKind.Gone);
        }
    }

    private bool Strip()
    {
        var stripped = _inspector.Strip(_replacement is { } rewritten ? rewritten.Span : _reader.Payload);
        if (stripped is not null) _replacement = stripped;
        return stripped is not null;
    }

    private PumpEnd Examine()
    {
        var isText = _reader.Opcode == Opcode.Text;
        if (!isText && !settings.AllowsBinary)
        {
            settings.Journal.BinaryRefused(direction);
            return new PumpEnd(PumpEndKind.Stopped, CloseCodes.PolicyViolation, "binary frames not allowed");
        }

        tally.Count(direction, isText, _reader.Payload.Length);
        var decision = _inspector.Redact(_reader.Payload, isText, out var rewritten);
        if (rewritten is not null) _replacement = rewritten;
        if (!decision.IsBlocked) decision = _inspector.Inspect(rewritten ?? _reader.Payload);
        if (decision.Verdict == Verdict.Strip && Strip())
            decision = decision with { Verdict = Verdict.Warn, StatusCode = 0 };
        return Conclude(decision);
    }

    /// <summary>
    /// What control frames carry is looked at by itself: between two halves of something, they must not part them.
    /// </summary>
    private PumpEnd ExamineControl()
    {
        if (_reader.Payload.IsEmpty) return default;
        _controls ??= settings.Inspector(direction);
        return Conclude(_controls.Inspect(_reader.Payload));
    }

    private PumpEnd Conclude(in Decision decision)
    {
        if (decision.Verdict == Verdict.Allow) return default;
        if (decision.Verdict == Verdict.Ask)
        {
            _question = decision;
            return default;
        }

        settings.Journal.Found(direction, decision);
        return decision.IsBlocked
            ? new PumpEnd(PumpEndKind.Stopped, CloseCodes.PolicyViolation, CloseReason.Of(decision))
            : default;
    }

    /// <summary>The message waits for the operator; nothing of this direction goes on meanwhile.</summary>
    private async ValueTask<PumpEnd?> AskAsync(Decision question)
    {
        _question = null;
        var allowed = await settings.Ask(question, _end.Token).ConfigureAwait(false);
        if (_end.IsCancellationRequested) return new PumpEnd(PumpEndKind.Gone);
        tally.Touch();
        var end = Conclude(allowed
            ? question with { Verdict = Verdict.Warn, StatusCode = 0 } : question with { Verdict = Verdict.Block });
        return end.Kind == PumpEndKind.Stopped ? end : null;
    }
}
