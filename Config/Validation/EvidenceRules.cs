using System.Collections.Frozen;
using Pipelock.Config.Options;

namespace Pipelock.Config.Validation;

/// <summary>What leaves a trace: the log, events, reports, the record, the envelope.</summary>
internal static class EvidenceRules
{
    private static readonly FrozenSet<string> s_components =
        new[] { "@method", "@target-uri", "@authority", "content-digest", "pipelock-mediation" }.ToFrozenSet();

    /// <summary>Applies the rules.</summary>
    public static void Check(PipelockOptions options, ValidationSink sink)
    {
        if (options.Logging.Output is not LogOutput.Stdout)
            sink.Required("logging.file", options.Logging.File, "when logging.output is file or both");
        CheckEmit(options.Emit, sink);
        if (options.Sentry.Dsn.Length > 0 && HttpUrl.Problem(options.Sentry.Dsn) is { } problem)
            sink.Error("sentry.dsn", problem);
        CheckRecorder(options.FlightRecorder, sink);
        CheckEnvelope(options.MediationEnvelope, sink);
    }

    private static void CheckEmit(EmitOptions emit, ValidationSink sink)
    {
        sink.OptionalHttpUrl("emit.webhook.url", emit.Webhook.Url);
        sink.OptionalHttpUrl("emit.otlp.endpoint", emit.Otlp.Endpoint);
        if (emit.Webhook.Url.Length > 0)
        {
            sink.Positive("emit.webhook.timeout_seconds", emit.Webhook.TimeoutSeconds);
            sink.Positive("emit.webhook.queue_size", emit.Webhook.QueueSize);
        }

        if (emit.Otlp.Endpoint.Length > 0)
        {
            sink.Positive("emit.otlp.timeout_seconds", emit.Otlp.TimeoutSeconds);
            sink.Positive("emit.otlp.queue_size", emit.Otlp.QueueSize);
        }

        if (emit.Syslog.Address.Length > 0)
        {
            sink.Require(
                IsSyslogAddress(emit.Syslog.Address),
                "emit.syslog.address",
                "must be udp://host:port or tcp://host:port");
        }
    }

    private static bool IsSyslogAddress(string address)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["udp://", "tcp://"])
        {
            if (address.StartsWith(scheme, StringComparison.Ordinal))
            {
                return HostPort.TryParse(address[scheme.Length..], out var target)
                    && target is { Host.Length: > 0, Port: > 0 };
            }
        }

        return false;
    }

    private static void CheckRecorder(FlightRecorderOptions recorder, ValidationSink sink)
    {
        if (recorder.Enabled)
            sink.Required("flight_recorder.dir", recorder.Dir, "when flight_recorder.enabled is true");
        if (recorder.RawEscrow)
        {
            sink.Required(
                "flight_recorder.escrow_public_key",
                recorder.EscrowPublicKey,
                "when flight_recorder.raw_escrow is true");
        }

        if (recorder.EscrowPublicKey.Length > 0)
            sink.HexKey("flight_recorder.escrow_public_key", recorder.EscrowPublicKey.ToLowerInvariant());
        if (!recorder.RequireReceipts)
            return;
        sink.Require(
            recorder.Enabled, "flight_recorder.require_receipts", "requires flight_recorder.enabled to be true");
        sink.Required(
            "flight_recorder.signing_key_path",
            recorder.SigningKeyPath,
            "when flight_recorder.require_receipts is true");
    }

    private static void CheckEnvelope(MediationEnvelopeOptions envelope, ValidationSink sink)
    {
        sink.Each(
            "mediation_envelope.signed_components",
            envelope.SignedComponents,
            name => s_components.Contains(name)
                ? null
                : "must be @method, @target-uri, @authority, content-digest or pipelock-mediation");
        sink.Unique(
            envelope.SignedComponents.Select((name, i) => ($"mediation_envelope.signed_components[{i}]", name)),
            StringComparer.Ordinal);
        if (!envelope.Sign)
            return;

        sink.Require(
            envelope.Enabled, "mediation_envelope.sign", "requires mediation_envelope.enabled to be true");
        sink.Required("mediation_envelope.key_id", envelope.KeyId, "when mediation_envelope.sign is true");
        if (sink.Required(
            "mediation_envelope.signing_key_path", envelope.SigningKeyPath, "when mediation_envelope.sign is true"))
        {
            sink.Exists("mediation_envelope.signing_key_path", envelope.SigningKeyPath);
        }
    }
}
