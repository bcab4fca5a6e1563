using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Disclosure;

namespace Pipelock.Evidence.Records;

/// <summary>Writes the lines about WebSocket connections.</summary>
internal static class WebSocketLines
{
    /// <summary>The line of an opened connection.</summary>
    public static void Open(EvidenceLog log, in ExchangeContext context)
    {
        var record = Begin(log, EventKind.WsOpen, context, context.Disclosure);
        log.End(ref record, urgent: false);
    }

    /// <summary>The line of a closed connection.</summary>
    public static void Close(EvidenceLog log, in ExchangeContext context, in WebSocketTotals totals)
    {
        var record = Begin(log, EventKind.WsClose, context, context.Disclosure);
        record.Number(FieldName.ClientToServerBytes, totals.ClientToServerBytes);
        record.Number(FieldName.ServerToClientBytes, totals.ServerToClientBytes);
        record.Number(FieldName.TextFrames, totals.TextFrames);
        record.Number(FieldName.BinaryFrames, totals.BinaryFrames);
        record.Number(
            FieldName.DurationMs, totals.Duration.Ticks * TimeSpan.NanosecondsPerTick, FieldKind.Nanoseconds);
        log.End(ref record, urgent: false);
    }

    /// <summary>The line of a decision that ended or prevented a connection.</summary>
    public static void Blocked(EvidenceLog log, in ExchangeContext context, string direction, in Decision decision)
    {
        var record = Begin(log, EventKind.WsBlocked, context, decision.Disclosure);
        record.Text(FieldName.Direction, direction);
        record.Text(FieldName.Scanner, decision.Scanner);
        record.Text(FieldName.Reason, Told(decision.Reason, context, decision));
        record.Text(FieldName.MitreTechnique, LayerFacts.Of(decision.Cause!.Layer).MitreTechnique);
        record.Text(FieldName.Rule, decision.Cause.RuleId);
        record.Text(FieldName.AllowWith, Told(decision.HowToAllow, context, decision));
        log.End(ref record, urgent: true);
    }

    /// <summary>The line of a peer that broke the protocol or a limit.</summary>
    public static void Refused(
        EvidenceLog log, in ExchangeContext context, string direction, string scanner, string rule, string reason)
    {
        var record = Begin(log, EventKind.WsBlocked, context, context.Disclosure);
        record.Text(FieldName.Direction, direction);
        record.Text(FieldName.Scanner, scanner);
        record.Text(FieldName.Reason, reason);
        record.Text(FieldName.MitreTechnique, "T1071");
        record.Text(FieldName.Rule, rule);
        log.End(ref record, urgent: true);
    }

    /// <summary>The line of what was found in a message.</summary>
    public static void Scan(EvidenceLog log, in ExchangeContext context, string direction, in Decision decision)
    {
        var names = decision.Findings.Items.Select(found => found.RuleName).Distinct(StringComparer.Ordinal).ToArray();
        var record = Begin(log, EventKind.WsScan, context, decision.Disclosure);
        record.Text(FieldName.Direction, direction);
        record.Text(FieldName.Action, decision.IsBlocked ? "block" : "warn");
        record.Number(FieldName.MatchCount, names.Length);
        record.TextList(FieldName.Patterns, names);
        log.End(ref record, urgent: true);
    }

    private static RecordWriter Begin(
        EvidenceLog log, EventKind kind, in ExchangeContext context, UrlDisclosure disclosure)
    {
        var record = log.Begin(kind);
        if (context.Disclosure > disclosure)
            disclosure = context.Disclosure;
        var room = record.Compose(FieldName.Target, RecordWriter.LongestUrl);
        record.Composed(LoggedUrl.Compose(context.Url, disclosure, room));
        ContextFields.Client(ref record, context);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        return record;
    }

    /// <summary>A sentence without the host, where the host is not to be told.</summary>
    private static string Told(string sentence, in ExchangeContext context, in Decision decision)
    {
        var disclosure = context.Disclosure > decision.Disclosure ? context.Disclosure : decision.Disclosure;
        var host = LoggedUrl.Host(context.Url);
        return disclosure != UrlDisclosure.Domain || host.IsEmpty
            ? sentence
            : sentence.Replace(
                Encoding.UTF8.GetString(host), HostRedaction.Redact(host), StringComparison.OrdinalIgnoreCase);
    }
}
