using Pipelock.Policy;
using Pipelock.Protocols.Sse;
using Pipelock.Protocols.Sse.Deltas;
using Pipelock.Scanners;
using Pipelock.Transport.Seams;

namespace Pipelock.Transport.ForwardProxy;

/// <summary>Looks at an event stream event by event, and across the events of one stream.</summary>
/// <remarks>
/// Each event is looked at by itself, together with the end of those before it, and, where it carries a piece of a
/// model's answer, together with the pieces before it of the same choice: a phrase or a secret sent token by token is
/// seen whole. An event is clean or not as one; comments pass. Clean events allocate nothing.
/// </remarks>
/// <param name="maxEventBytes">Largest event.</param>
/// <param name="isOfAgent">The events are messages of an agent.</param>
internal sealed class EventStreamScan(
    int maxEventBytes = SseParser.DefaultMaxEventBytes, bool isOfAgent = false) : IDisposable
{
    /// <summary>Bytes of earlier events that a later one is looked at with.</summary>
    private const int Reach = 4096;

    private readonly SseParser _parser = new(maxEventBytes);
    private readonly DeltaJoiner _deltas = new();
    private readonly MessageSeams _seams = new(Reach);
    private long _taken;

    /// <summary>Bytes from the start of the stream that end with a clean event, comment or empty line.</summary>
    public long CleanBytes { get; private set; }

    /// <summary>Takes the next bytes of the stream.</summary>
    public Findings Append(ReadOnlySpan<byte> bytes, PolicySnapshot policy)
    {
        var found = Findings.None;
        while (!bytes.IsEmpty)
        {
            var status = _parser.Read(bytes, out var consumed);
            bytes = bytes[consumed..];
            _taken += consumed;
            switch (status)
            {
                case SseStatus.NeedMore:
                    return found;
                case SseStatus.Oversize:
                    return found.Concat(TooLarge(maxEventBytes));
                case SseStatus.Event:
                    found = found.Concat(Look(policy.Scanner));
                    break;
            }

            CleanBytes = _taken;
        }

        return found;
    }

    /// <summary>The stream has ended; what never became an event is looked at like one.</summary>
    public Findings Complete(PolicySnapshot policy) =>
        _parser.Complete() == SseStatus.Incomplete ? Look(policy.Scanner) : Findings.None;

    /// <inheritdoc/>
    public void Dispose()
    {
        _parser.Dispose();
        _deltas.Dispose();
        _seams.Dispose();
    }

    private Findings Look(ScanEngine scanner)
    {
        var data = _parser.Data;
        if (data.IsEmpty) return Findings.None;
        // Together with what came before, it is seen whole, unless it is longer than that look reaches.
        var found = _seams.IsEmpty || data.Length > Reach ? Look(scanner, data) : Findings.None;
        if (!_seams.IsEmpty)
        {
            found = found.Concat(Look(scanner, _seams.Joined(data)));
            if (_seams.Lines(data) is { IsEmpty: false } lines) found = found.Concat(Look(scanner, lines));
        }

        _seams.Keep(data);
        if (isOfAgent && scanner.Agents is { } agents) found = found.Concat(agents.ScanLeaves(data));
        if (!_deltas.Read(data)) return found;
        for (var i = 0; i < _deltas.Count; i++) found = found.Concat(Look(scanner, _deltas[i].Window));
        return found;
    }

    private static Findings Look(ScanEngine scanner, ReadOnlySpan<byte> text) =>
        scanner.ScanInjection(text, "event").Concat(scanner.ScanText(text, ScanLayer.BodyDlp, "event"));

    private static Findings TooLarge(int limit) => new(
    [
        new Finding(
            ScanLayer.ResponseScan, "sse-event-size", "Event Size", Severity.High,
            $"an event is larger than response_scanning.sse_streaming.max_event_bytes ({limit})"),
    ]);
}
