using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Pipelock.Config.Options;

namespace Pipelock.Evidence.Emit;

/// <summary>Sends events as OpenTelemetry log records, and the counters as metrics (<c>emit.otlp</c>).</summary>
/// <remarks>Queue, batches and encoding are the OpenTelemetry SDK's: OTLP over HTTP, in protobuf.</remarks>
internal sealed class OtlpSink : EventSink
{
    private const int MetricsMilliseconds = 15_000;
    private const int BatchMilliseconds = 1_000;
    private const int CloseMilliseconds = 10_000;

    private readonly ILoggerFactory _factory;
    private readonly ILogger _logger;
    private readonly MeterProvider _meters;
    private readonly ProxyMeter _meter;
    private readonly string _instance;

    public OtlpSink(
        OtlpOptions options, string instance, string version, ProxyMetrics proxy, EmitMetrics metrics,
            TextWriter complaints)
        : base("otlp", options.MinSeverity, options.QueueSize, metrics, complaints)
    {
        _instance = instance;
        var resource = ResourceBuilder.CreateEmpty().AddService(
            "pipelock", serviceVersion: version, serviceInstanceId: instance);
        var exporter = new OtlpLogExporter(Exporter(options, "/v1/logs"));
        _factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddOpenTelemetry(logging =>
        {
            logging.SetResourceBuilder(resource);
            logging.IncludeFormattedMessage = true;
            logging.AddProcessor(new BatchLogRecordExportProcessor(
                exporter, options.QueueSize, BatchMilliseconds,
                    exporterTimeoutMilliseconds: options.TimeoutSeconds * 1000,
                maxExportBatchSize: Math.Min(options.QueueSize, 512)));
        }));
        _logger = _factory.CreateLogger("pipelock");
        _meter = new ProxyMeter(proxy);
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(ProxyMeter.Name)
            .AddReader(new PeriodicExportingMetricReader(
                new OtlpMetricExporter(
                    Exporter(options, "/v1/metrics")), MetricsMilliseconds, options.TimeoutSeconds * 1000))
            .Build();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        _factory.Dispose(); // Sends what is queued.
        _meters.Shutdown(CloseMilliseconds);
        _meters.Dispose();
        _meter.Dispose();
    }

    /// <inheritdoc/>
    protected override Task SendAsync(EmittedEvent one, CancellationToken stop)
    {
        var level = one.Severity switch
        {
            EventSeverity.Critical => LogLevel.Error,
            EventSeverity.Warn => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        var attributes = new List<KeyValuePair<string, object?>>(one.Fields.Count + 2)
        {
            new("event.name", one.Type),
            new("pipelock.instance", _instance),
        };
        foreach (var (name, value) in one.Fields) attributes.Add(new(name, Text(value)));
        _logger.Log(level, default, attributes, null, (_, _) => one.Message);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override bool IsFailure(Exception e) => false;

    private static OtlpExporterOptions Exporter(OtlpOptions options, string path)
    {
        var endpoint = options.Endpoint.TrimEnd('/');
        return new OtlpExporterOptions
        {
            Protocol = OtlpExportProtocol.HttpProtobuf,
            Endpoint = new Uri(endpoint.EndsWith(path, StringComparison.Ordinal) ? endpoint : endpoint + path),
            TimeoutMilliseconds = options.TimeoutSeconds * 1000,
            HttpClientFactory = () => Client(options),
        };
    }

    private static HttpClient Client(OtlpOptions options)
    {
        // Three tries and the pauses between them must fit in.
        var client = new HttpClient(new OtlpTransport(options.Gzip))
            { Timeout = TimeSpan.FromSeconds((3 * options.TimeoutSeconds) + 3) };
        foreach (var (name, value) in options.Headers)
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return client;
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        string[] texts => string.Join(',', texts),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
