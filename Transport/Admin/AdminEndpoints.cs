using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Pipelock.Evidence.Documents;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.Admin;

/// <summary>The proxy's own documents: health, statistics, metrics, and what clients need to use it.
/// Thread-safe.</summary>
/// <param name="services">What every connection shares.</param>
/// <param name="version">Version of the program.</param>
/// <param name="metricsHere">False where <c>metrics_listen</c> moved metrics and statistics to a listener of their
/// own.</param>
public sealed class AdminEndpoints(ProxyServices services, string version, bool metricsHere)
{
    private const string PrometheusText = "text/plain; version=0.0.4; charset=utf-8";

    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Answers the request in <paramref name="head"/>, whose target is of origin form.</summary>
    public Answer Answer(RequestHead head, PolicySnapshot policy)
    {
        var path = AdminPath.Of(head);
        if (path.SequenceEqual("/health"u8)) return Health(policy);
        if (path.SequenceEqual("/healthz"u8)) return Probe(IsHealthy, "ok", "unhealthy");
        if (path.SequenceEqual("/readyz"u8)) return Probe(IsHealthy && IsReady(), "ready", "not ready");
        if (path.SequenceEqual("/proxy.pac"u8)) return ProxyAutoConfig.Answer(head);
        if (path.SequenceEqual("/ca.pem"u8)) return Authority(policy);
        if (metricsHere && path.SequenceEqual("/metrics"u8)) return Metrics();
        if (metricsHere && path.SequenceEqual("/stats"u8)) return Stats();
        return new Answer { Status = 404, Body = "404 page not found\n" };
    }

    /// <summary>Tells whether the parts of the process are well; null where nobody asks them.</summary>
    public HealthWatchdog? Watchdog { get; init; }

    /// <summary>Whether new work is welcome: false while the process stops.</summary>
    public Func<bool> IsReady { get; init; } = static () => true;

    private bool IsHealthy => Watchdog?.IsHealthy ?? true;

    private static Answer Probe(bool holds, string yes, string no) =>
        new() { Status = holds ? 200 : 503, Body = (holds ? yes : no) + "\n" };

    /// <summary>The certificate of the local authority, for clients that are to trust it; never its key.</summary>
    private static Answer Authority(PolicySnapshot policy)
    {
        var path = policy.Options.TlsInterception.CaCert;
        if (!policy.Options.TlsInterception.Enabled || !File.Exists(path))
            return new Answer { Status = 404, Body = "tls_interception is not enabled\n" };
        var pem = PemEncoding.Find(File.ReadAllText(path)) is var found ? File.ReadAllText(path)[found.Location] : "";
        return pem.StartsWith("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal)
            ? new Answer { Status = 200, ContentType = "application/x-pem-file", Body = pem + "\n" }
            : new Answer { Status = 404, Body = "tls_interception.ca_cert holds no certificate\n" };
    }

    private Answer Health(PolicySnapshot policy)
    {
        var output = new ArrayBufferWriter<byte>(512);
        var uptime = Stopwatch.GetElapsedTime(_started);
        var facts = HealthFacts.From(policy, version, uptime, services.KillSwitch.IsActive) with
        {
            Unhealthy = !IsHealthy,
            Subsystems = policy.Options.HealthWatchdog.ExposeSubsystems ? Watchdog?.Subsystems : null,
        };
        HealthDocument.Write(output, facts);
        return Document(Answers.Answer.Json, output) with { Status = IsHealthy ? 200 : 503 };
    }

    private Answer Stats()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        StatsDocument.Write(output, services.Journal.Metrics, Stopwatch.GetElapsedTime(_started));
        return Document(Answers.Answer.Json, output);
    }

    private Answer Metrics()
    {
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        services.Journal.Metrics.WriteTo(output);
        return Document(PrometheusText, output);
    }

    private static Answer Document(string contentType, ArrayBufferWriter<byte> body) =>
        new() { Status = 200, ContentType = contentType, Body = Encoding.UTF8.GetString(body.WrittenSpan) };
}
