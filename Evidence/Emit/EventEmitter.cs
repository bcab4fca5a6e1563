using Pipelock.Config.Options;

namespace Pipelock.Evidence.Emit;

/// <summary>Hands events to the receivers of the section <c>emit</c>. Thread-safe; offering never waits.</summary>
public sealed class EventEmitter : IAsyncDisposable
{
    private readonly ProxyMetrics _metrics;
    private readonly string _version;
    private readonly TextWriter _complaints;
    private EventSink[] _sinks = [];
    private EmitOptions? _options;

    /// <summary>Makes an emitter without receivers.</summary>
    /// <param name="metrics">The counters, sent along where OpenTelemetry receives.</param>
    /// <param name="version">Version of the program.</param>
    /// <param name="complaints">Told, once, when events of a receiver are lost.</param>
    public EventEmitter(ProxyMetrics metrics, string version, TextWriter complaints)
    {
        _metrics = metrics;
        _version = version;
        _complaints = complaints;
    }

    /// <summary>Keeps count of hosts; null where nobody wants to know.</summary>
    public TrafficLedger? Ledger { get; init; }

    /// <summary>Somebody receives.</summary>
    public bool IsOn => Ledger is not null || Volatile.Read(ref _sinks).Length > 0;

    /// <summary>Puts a section in force; receivers of the one before send what they have and end on their
    /// own.</summary>
    /// <returns>Completes when those have ended; nobody needs to wait for it.</returns>
    public Task Configure(EmitOptions options)
    {
        if (options == _options) return Task.CompletedTask;
        _options = options;
        var instance = options.InstanceId.Length > 0 ? options.InstanceId : Environment.MachineName;
        List<EventSink> sinks = [];
        if (options.Webhook.Url.Length > 0)
            sinks.Add(new WebhookSink(options.Webhook, instance, _metrics.Emit, _complaints));
        if (options.Syslog.Address.Length > 0)
            sinks.Add(new SyslogSink(options.Syslog, instance, _metrics.Emit, _complaints));
        if (options.Otlp.Endpoint.Length > 0)
            sinks.Add(new OtlpSink(options.Otlp, instance, _version, _metrics, _metrics.Emit, _complaints));
        foreach (var sink in sinks) sink.Start();
        return CloseAsync(Interlocked.Exchange(ref _sinks, [.. sinks]));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await CloseAsync(Interlocked.Exchange(ref _sinks, [])).ConfigureAwait(false);

    /// <summary>Offers a record of the log to every receiver that takes one so bad.</summary>
    internal void Offer(ReadOnlySpan<byte> record)
    {
        Ledger?.Note(record);
        var sinks = Volatile.Read(ref _sinks);
        if (sinks.Length == 0) return;
        var severity = EventReading.SeverityOf(record);
        EmittedEvent? one = null;
        foreach (var sink in sinks)
        {
            if (severity >= sink.MinSeverity) sink.Offer(one ??= EventReading.Read(record));
        }
    }

    private static async Task CloseAsync(EventSink[] sinks)
    {
        foreach (var sink in sinks) await sink.DisposeAsync().ConfigureAwait(false);
    }
}
