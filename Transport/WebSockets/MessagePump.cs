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
    private ReadOnlyMemory<byte>? _stripped;
    private volatile bool _stopping;

    /// <summary>Tells the pump to end at its next read.</summary>
    public void Stop()
    {
        _stopping = true;
        input.CancelPendingRead();
    }

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
    }

    private async ValueTask<PumpEnd?> TakeAsync(ReadResult read)
    {
        if (_stopping) return new PumpEnd(PumpEndKind.Gone);
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
            }

            var payload = _stripped ?? _reader.PayloadMemory;
            _stripped = null;
            var taken = await output.SendAsync(_reader.Opcode, payload).ConfigureAwait(false);
            if (status == ReadStatus.Close) return new PumpEnd(PumpEndKind.Closed);
            if (!taken && !output.IsClosed) return new PumpEnd(PumpEndKind.Gone);
        }
    }

    private bool Strip()
    {
        var stripped = _inspector.Strip(_reader.Payload);
        if (stripped is not null) _stripped = stripped;
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
        var decision = _inspector.Inspect(_reader.Payload);
        if (decision.Verdict == Verdict.Allow) return default;
        var isStripped = decision.Verdict == Verdict.Strip && Strip();
        if (isStripped) decision = decision with { Verdict = Verdict.Warn, StatusCode = 0 };
        settings.Journal.Found(direction, decision);
        return decision.IsBlocked
            ? new PumpEnd(PumpEndKind.Stopped, CloseCodes.PolicyViolation, CloseReason.Of(decision))
            : default;
    }
}
