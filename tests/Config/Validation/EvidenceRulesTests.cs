namespace Pipelock.Config.Tests.Validation;

public class EvidenceRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "logging: {output: file}", "logging.file", "is required when" },
        { "logging: {output: both}", "logging.file", "is required when" },
        { "logging: {output: syslog}", "logging.output", "stdout" },
        { "logging: {format: xml}", "logging.format", "json" },
        { "emit: {webhook: {url: 'ftp://a'}}", "emit.webhook.url", "http://" },
        { "emit: {webhook: {url: nowhere}}", "emit.webhook.url", "must be a URL" },
        { "emit: {webhook: {min_severity: fatal}}", "emit.webhook.min_severity", "critical" },
        { "emit: {webhook: {url: 'http://a', timeout_seconds: 0}}", "emit.webhook.timeout_seconds", "greater than 0" },
        { "emit: {webhook: {url: 'http://a', queue_size: 0}}", "emit.webhook.queue_size", "greater than 0" },
        { "emit: {syslog: {address: 'a:514'}}", "emit.syslog.address", "udp://" },
        { "emit: {syslog: {address: 'udp://a'}}", "emit.syslog.address", "udp://" },
        { "emit: {syslog: {address: 'udp://:514'}}", "emit.syslog.address", "udp://" },
        { "emit: {syslog: {facility: local8}}", "emit.syslog.facility", "local7" },
        { "emit: {otlp: {endpoint: 'grpc://a'}}", "emit.otlp.endpoint", "http://" },
        { "emit: {otlp: {endpoint: 'http://a', queue_size: 0}}", "emit.otlp.queue_size", "greater than 0" },
        { "sentry: {sample_rate: 1.1}", "sentry.sample_rate", "1" },
        { "sentry: {sample_rate: .nan}", "sentry.sample_rate", "number" },
        { "sentry: {dsn: nowhere}", "sentry.dsn", "must be a URL" },
        { "flight_recorder: {enabled: true}", "flight_recorder.dir", "is required when" },
        { "flight_recorder: {raw_escrow: true}", "flight_recorder.escrow_public_key", "is required when" },
        { "flight_recorder: {escrow_public_key: abc}", "flight_recorder.escrow_public_key", "64" },
        {
            "flight_recorder: {require_receipts: true, signing_key_path: k}",
            "flight_recorder.require_receipts",
            "flight_recorder.enabled"
        },
        {
            "flight_recorder: {enabled: true, dir: d, require_receipts: true}",
            "flight_recorder.signing_key_path",
            "is required when"
        },
        { "flight_recorder: {retention_days: -1}", "flight_recorder.retention_days", "0" },
        { "mediation_envelope: {signed_components: ['@query']}", "mediation_envelope.signed_components[0]", "@method" },
        {
            "mediation_envelope: {signed_components: ['@method', '@method']}",
            "mediation_envelope.signed_components[1]",
            "repeats"
        },
        {
            "mediation_envelope: {enabled: true, sign: true}",
            "mediation_envelope.signing_key_path",
            "is required when"
        },
        {
            "mediation_envelope: {enabled: true, sign: true, signing_key_path: nowhere}",
            "mediation_envelope.signing_key_path",
            "does not exist"
        },
        { "mediation_envelope: {created_skew_seconds: -1}", "mediation_envelope.created_skew_seconds", "0" },
        { "health_watchdog: {interval_seconds: 0}", "health_watchdog.interval_seconds", "1" },
    };

    public static TheoryData<string> Accepted =>
    [
        "logging: {output: both, file: /var/log/pipelock.log, format: text}",
        "emit: {syslog: {address: 'tcp://[::1]:514', facility: auth}}",
        "emit: {webhook: {url: 'https://hooks.example/x'}, otlp: {endpoint: 'http://localhost:4318', headers: " +
            "{x-a: b}}}",
        "sentry: {sample_rate: 0}",
        "flight_recorder: {enabled: true, dir: d, signing_key_path: k, require_receipts: true}",
        "flight_recorder: {raw_escrow: true, escrow_public_key: " +
            "'0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a'}",
        "mediation_envelope: {enabled: true, signed_components: ['@authority']}",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_at_the_key_with_the_reason(string yaml, string key, string reason) =>
        Rule.Refuses(yaml, key, reason);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string yaml) => Rule.Accepts(yaml);
}
