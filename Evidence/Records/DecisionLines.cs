using System.Globalization;
using System.Text;
using Pipelock.Policy;
using Pipelock.Policy.Decisions;
using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;

namespace Pipelock.Evidence.Records;

/// <summary>Writes the lines about what was found. Off the hot path: clarity before speed.</summary>
internal static class DecisionLines
{
    /// <summary>The lines of one decision.</summary>
    public static void Record(EvidenceLog log, in ExchangeContext context, in Decision decision)
    {
        if (decision.Cause is null)
            return;
        var payments = PaymentHits(decision);
        if (payments.Length > 0)
            PaymentHit(log, context, decision, payments);
        if (decision.Cause.Layer == ScanLayer.AddressProtection)
        {
            // The line about the address says it all, and decides nothing else.
        }
        else if (decision.IsBlocked)
        {
            if (decision.Surface is Surface.Headers or Surface.Body)
                SecretHit(log, context, decision, "block");
            else if (log.IncludeBlocked)
                Blocked(log, context, decision);
        }
        else if (!decision.Cause.WarnOnly)
        {
            if (decision.Surface is Surface.Headers or Surface.Body)
                SecretHit(log, context, decision, "warn");
            else if (decision.Surface is Surface.Response or Surface.EventStream)
                ResponseHit(log, context, decision);
            else
                Anomaly(log, context, decision);
        }

        AcrossRequests(log, context, decision);
        foreach (var finding in decision.Findings.Items)
        {
            if (finding.WarnOnly && finding.Layer != ScanLayer.AddressProtection)
                PatternWarned(log, context, decision, finding);
        }
    }

    /// <summary>The line of a refusal that no scanner caused.</summary>
    public static void RecordRefusal(
        EvidenceLog log, in ExchangeContext context, string scanner, string rule, int statusCode, string reason)
    {
        if (!log.IncludeBlocked)
            return;
        var record = log.Begin(EventKind.Blocked);
        ContextFields.Exchange(ref record, context, UrlDisclosure.Origin);
        record.Text(FieldName.Scanner, scanner);
        record.Text(FieldName.Reason, reason);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        record.Number(FieldName.StatusCode, statusCode);
        record.Text(FieldName.Rule, rule);
        log.End(ref record, urgent: true);
    }

    /// <summary>The line of a TLS handshake that does not fit its tunnel.</summary>
    public static void RecordSniMismatch(
        EvidenceLog log, in ExchangeContext context, ReadOnlySpan<byte> connectHost, ReadOnlySpan<byte> sniHost,
        string category)
    {
        var record = log.Begin(EventKind.SniMismatch);
        ContextFields.Exchange(ref record, context, context.Disclosure);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        record.Text(FieldName.ConnectHost, HostRedaction.Tell(connectHost, context.Disclosure));
        // The name in the handshake was scanned by nobody.
        record.Text(FieldName.SniHost, sniHost.IsEmpty ? "" : HostRedaction.Redact(sniHost));
        record.Text(FieldName.Category, category);
        record.Text(FieldName.MitreTechnique, "T1090.004");
        log.End(ref record, urgent: true);
    }

    private static void Blocked(EvidenceLog log, in ExchangeContext context, in Decision decision)
    {
        var record = log.Begin(EventKind.Blocked);
        ContextFields.Exchange(ref record, context, decision.Disclosure);
        record.Text(FieldName.Scanner, decision.Scanner);
        record.Text(FieldName.Reason, Told(decision.Reason, context, decision));
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        Rule(ref record, context, decision);
        log.End(ref record, urgent: true);
    }

    private static void Anomaly(EvidenceLog log, in ExchangeContext context, in Decision decision)
    {
        var record = log.Begin(EventKind.Anomaly);
        var score = LayerFacts.Of(decision.Cause!.Layer).Score;
        ContextFields.Exchange(ref record, context, decision.Disclosure);
        record.Text(FieldName.Scanner, decision.Scanner);
        record.Text(FieldName.Reason, Told(decision.Reason, context, decision));
        record.Number(FieldName.Score, (long)(score * 1000), FieldKind.Thousandths);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        Rule(ref record, context, decision);
        log.End(ref record, urgent: true);
    }

    private static void SecretHit(
        EvidenceLog log, in ExchangeContext context, in Decision decision, string action)
    {
        var inHeaders = decision.Surface == Surface.Headers;
        var record = log.Begin(inHeaders ? EventKind.HeaderDlp : EventKind.BodyDlp);
        var names = Names(decision);
        ContextFields.Request(ref record, context, decision.Disclosure);
        if (inHeaders)
            record.Text(FieldName.Header, HeaderPlace.Name(decision.Cause!) ?? HostRedaction.Marker);
        record.Text(FieldName.Action, action);
        ContextFields.Client(ref record, context);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        if (!inHeaders)
            record.Number(FieldName.MatchCount, names.Length);
        record.TextList(FieldName.Patterns, names);
        Rule(ref record, context, decision);
        log.End(ref record, urgent: true);
    }

    private static void ResponseHit(EvidenceLog log, in ExchangeContext context, in Decision decision)
    {
        var record = log.Begin(EventKind.ResponseScan);
        var names = Names(decision);
        ContextFields.Exchange(ref record, context, decision.Disclosure);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        record.Text(FieldName.Action, "warn");
        record.Number(FieldName.MatchCount, names.Length);
        record.TextList(FieldName.Patterns, names);
        Rule(ref record, context, decision);
        log.End(ref record, urgent: true);
    }

    /// <summary>Beside the line of what became of the request: which session it was, and what it did.</summary>
    public static void AcrossRequests(EvidenceLog log, in ExchangeContext context, in Decision decision)
    {
        foreach (var finding in decision.Findings.Items)
        {
            if (finding.Layer is ScanLayer.CrossRequest or ScanLayer.CrossRequestEntropy)
                AcrossRequests(log, context, decision, finding);
        }
    }

    private static void AcrossRequests(
        EvidenceLog log, in ExchangeContext context, in Decision decision, Finding finding)
    {
        var isSecret = finding.Layer == ScanLayer.CrossRequest;
        var record = log.Begin(
            isSecret ? EventKind.CrossRequestDlpMatch : EventKind.CrossRequestEntropyExceeded);
        record.Address(FieldName.Session, context.Client);
        record.Text(FieldName.Detail, finding.Reason);
        record.Text(FieldName.Action, decision.IsBlocked ? "block" : "warn");
        ContextFields.Exchange(ref record, context, decision.Disclosure);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        record.Text(FieldName.MitreTechnique, LayerFacts.Of(finding.Layer).MitreTechnique);
        record.Text(FieldName.Rule, finding.RuleId);
        log.End(ref record, urgent: true);
    }

    private static void PaymentHit(
        EvidenceLog log, in ExchangeContext context, in Decision decision, string[] names)
    {
        var record = log.Begin(EventKind.AddressProtection);
        ContextFields.Exchange(ref record, context, decision.Disclosure);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        record.Text(FieldName.Action, decision.IsBlocked ? "block" : "warn");
        record.Number(FieldName.MatchCount, names.Length);
        record.TextList(FieldName.Findings, names);
        record.Text(FieldName.Scanner, ScanLayer.AddressProtection.Label());
        Rule(ref record, context, decision);
        log.End(ref record, urgent: true);
    }

    private static string[] PaymentHits(in Decision decision) =>
    [
        .. decision.Findings.Items.Where(found => found.Layer == ScanLayer.AddressProtection)
            .Select(found => found.RuleName).Distinct(StringComparer.Ordinal),
    ];

    private static string[] Names(in Decision decision) =>
    [
        .. decision.Findings.Items.Where(found => !found.WarnOnly).Select(found => found.RuleName)
            .Distinct(StringComparer.Ordinal),
    ];

    private static void PatternWarned(
        EvidenceLog log, in ExchangeContext context, in Decision decision, Finding finding)
    {
        var record = log.Begin(EventKind.DlpWarn);
        record.Text(FieldName.Mode, "warn");
        record.Text(FieldName.Pattern, finding.RuleName);
        record.Text(FieldName.Severity, finding.Severity.ToString().ToLower(CultureInfo.InvariantCulture));
        record.Text(FieldName.Transport, SurfaceText.Transport(decision.Surface));
        ContextFields.Exchange(ref record, context, decision.Disclosure);
        record.Text(FieldName.Agent, context.Agent ?? EvidenceLog.Anonymous);
        record.Text(FieldName.MitreTechnique, LayerFacts.Of(finding.Layer).MitreTechnique);
        record.Text(FieldName.Rule, finding.RuleId);
        log.End(ref record, urgent: true);
    }

    private static void Rule(ref RecordWriter record, in ExchangeContext context, in Decision decision)
    {
        record.Text(FieldName.MitreTechnique, LayerFacts.Of(decision.Cause!.Layer).MitreTechnique);
        record.Text(FieldName.Rule, decision.Cause.RuleId);
        record.Text(FieldName.AllowWith, Told(decision.HowToAllow, context, decision));
    }

    /// <summary>A sentence without the host, where the host is not to be told.</summary>
    private static string Told(string sentence, in ExchangeContext context, in Decision decision)
    {
        var disclosure = context.Disclosure > decision.Disclosure ? context.Disclosure : decision.Disclosure;
        var host = LoggedUrl.Host(context.Target.IsEmpty ? context.Url : context.Target);
        if (disclosure != UrlDisclosure.Domain || host.IsEmpty)
            return sentence;
        return sentence.Replace(
            Encoding.UTF8.GetString(host), HostRedaction.Redact(host), StringComparison.OrdinalIgnoreCase);
    }
}
