namespace Pipelock.Evidence.Records;

/// <summary>The lines about exchanges and tunnels that went through, or failed.</summary>
internal static class ExchangeLines
{
    /// <summary><c>forward_http</c>.</summary>
    public static void Forward(
        EvidenceLog log, in ExchangeContext context, int statusCode, long sizeBytes, TimeSpan duration)
    {
        var record = Begin(log, EventKind.ForwardHttp, context);
        Agent(ref record, context);
        Answer(ref record, statusCode, sizeBytes, duration);
        log.End(ref record, urgent: false);
    }

    /// <summary><c>allowed</c>.</summary>
    public static void Allowed(
        EvidenceLog log, in ExchangeContext context, int statusCode, long sizeBytes, TimeSpan duration)
    {
        var record = Begin(log, EventKind.Allowed, context);
        Answer(ref record, statusCode, sizeBytes, duration);
        Agent(ref record, context);
        log.End(ref record, urgent: false);
    }

    /// <summary><c>tunnel_open</c>.</summary>
    public static void TunnelOpen(EvidenceLog log, in ExchangeContext context)
    {
        var record = Begin(log, EventKind.TunnelOpen, context);
        Agent(ref record, context);
        log.End(ref record, urgent: false);
    }

    /// <summary><c>tunnel_close</c>.</summary>
    public static void TunnelClose(EvidenceLog log, in ExchangeContext context, long totalBytes, TimeSpan duration)
    {
        var record = Begin(log, EventKind.TunnelClose, context);
        Agent(ref record, context);
        record.Number(FieldName.TotalBytes, totalBytes);
        record.Number(FieldName.DurationMs, Nanoseconds(duration), FieldKind.Nanoseconds);
        log.End(ref record, urgent: false);
    }

    /// <summary><c>error</c>.</summary>
    public static void Error(EvidenceLog log, in ExchangeContext context, string error)
    {
        var record = Begin(log, EventKind.Error, context);
        Agent(ref record, context);
        record.Text(FieldName.Error, error);
        log.End(ref record, urgent: true);
    }

    private static RecordWriter Begin(EvidenceLog log, EventKind kind, in ExchangeContext context)
    {
        var record = log.Begin(kind);
        ContextFields.Exchange(ref record, context, context.Disclosure);
        return record;
    }

    private static void Agent(ref RecordWriter record, in ExchangeContext context) =>
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);

    private static void Answer(ref RecordWriter record, int statusCode, long sizeBytes, TimeSpan duration)
    {
        record.Number(FieldName.StatusCode, statusCode);
        record.Number(FieldName.SizeBytes, sizeBytes);
        record.Number(FieldName.DurationMs, Nanoseconds(duration), FieldKind.Nanoseconds);
    }

    private static long Nanoseconds(TimeSpan duration) => duration.Ticks * TimeSpan.NanosecondsPerTick;
}
