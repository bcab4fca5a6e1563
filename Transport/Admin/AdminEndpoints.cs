using System.Buffers;
using System.Diagnostics;
using System.Text;
using Pipelock.Evidence.Documents;
using Pipelock.Policy;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.Admin;

/// <summary>The proxy's own documents: <c>/health</c>, <c>/stats</c> and <c>/metrics</c>. Thread-safe.</summary>
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
        if (metricsHere && path.SequenceEqual("/metrics"u8)) return Metrics();
        if (metricsHere && path.SequenceEqual("/stats"u8)) return Stats();
        return new Answer { Status = 404, Body = "404 page not found\n" };
    }

    private Answer Health(PolicySnapshot policy)
    {
        var output = new ArrayBufferWriter<byte>(512);
        var uptime = Stopwatch.GetElapsedTime(_started);
        HealthDocument.Write(output, HealthFacts.From(policy, version, uptime, services.KillSwitch.IsActive));
        return Document(Answers.Answer.Json, output);
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
