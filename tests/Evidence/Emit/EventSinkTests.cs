using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Pipelock.Config.Options;
using Pipelock.Evidence.Emit;
using Pipelock.Evidence.Records;

namespace Pipelock.Evidence.Tests.Emit;

/// <summary>What each receiver gets, and what happens when it does not take it.</summary>
public sealed class EventSinkTests
{
    private readonly ProxyMetrics _metrics = new("1.2.3");

    [Fact]
    public void Every_event_has_a_severity_of_its_own_choosing()
    {
        var critical = Enum.GetValues<EventKind>().Where(
            kind => EventFacts.Of(kind).Severity == EventSeverity.Critical);
        var told = Enum.GetValues<EventKind>().Where(kind => EventFacts.Of(kind).Level != "info");

        Assert.Equal([EventKind.KillSwitch, EventKind.KillSwitchDeny, EventKind.AdaptiveUpgrade], critical);
        Assert.All(told, kind => Assert.NotEqual(EventSeverity.Info, EventFacts.Of(kind).Severity));
    }

    [Fact]
    public async Task A_webhook_gets_the_event_as_json_with_its_token()
    {
        await using var receiver = new Receiver();
        var options = new WebhookOptions { Url = receiver.Url + "/hook", AuthToken = "hush" };
        await EmitAsync(new EmitOptions { InstanceId = "here", Webhook = options });

        var (path, body, authorization) = await receiver.NextAsync();
        var json = JsonNode.Parse(body)!;
        Assert.Equal(("/hook", "Bearer hush"), (path, authorization));
        Assert.Equal(("critical", "kill_switch", "here"), (
            (string?)json["severity"], (string?)json["type"], (string?)json["pipelock_instance"]));
        Assert.Equal(("api", "active"), ((string?)json["fields"]!["source"], (string?)json["fields"]!["status"]));
    }

    [Fact]
    public async Task What_a_receiver_could_not_take_is_sent_again_and_what_it_refuses_is_not()
    {
        await using var busy = new Receiver(503, 200);
        await EmitAsync(new EmitOptions { Webhook = new WebhookOptions { Url = busy.Url } });
        Assert.Equal((await busy.NextAsync()).Body, (await busy.NextAsync()).Body);

        await using var strict = new Receiver(400);
        await EmitAsync(new EmitOptions { Webhook = new WebhookOptions { Url = strict.Url } });
        await strict.NextAsync();
        Assert.Contains(
            "pipelock_emit_events_total{result=\"failed\",sink=\"webhook\"} 1", Metrics(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mild_events_stay_where_only_bad_ones_are_wanted()
    {
        await using var receiver = new Receiver();
        await using var emitter = new EventEmitter(_metrics, "1", TextWriter.Null);
        _ = emitter.Configure(new EmitOptions { Webhook = new WebhookOptions { Url = receiver.Url,
            MinSeverity = EventSeverity.Critical } });
        await using (var log = Log(emitter))
        {
            log.RecordStartup("a", "b", "c", "d");
            log.Operations.KillSwitchChanged("api", true);
        }

        Assert.Equal("kill_switch", (string?)JsonNode.Parse((await receiver.NextAsync()).Body)!["type"]);
    }

    [Fact]
    public async Task A_full_queue_drops_and_counts_and_never_waits()
    {
        var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var emitter = new EventEmitter(_metrics, "1", TextWriter.Null);
        _ = emitter.Configure(new EmitOptions
        {
            Webhook = new WebhookOptions
                { Url = $"http://{silent.LocalEndpoint}/", QueueSize = 2, TimeoutSeconds = 600 },
        });
        await using (var log = Log(emitter))
        {
            for (var i = 0; i < 50; i++) log.Operations.KillSwitchChanged("api", true);
        }

        Assert.Contains(
            "pipelock_emit_events_total{result=\"dropped\",sink=\"webhook\"} 4", Metrics(), StringComparison.Ordinal);
        silent.Stop();
    }

    [Fact]
    public async Task Syslog_over_tcp_is_counted_and_over_udp_a_datagram()
    {
        var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        await EmitAsync(new EmitOptions { Syslog = new SyslogOptions { Address = $"tcp://{tcp.LocalEndpoint}",
            Facility = SyslogFacility.Local3 } });
        using var accepted = await tcp.AcceptTcpClientAsync();
        using var reader = new StreamReader(accepted.GetStream());
        var text = await reader.ReadToEndAsync();
        Assert.Matches("^[0-9]+ <154>1 [0-9T:.-]+Z [!-~]+ pipelock [0-9]+ kill_switch - \\{", text);
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        Assert.Equal(text[..blank], Encoding.UTF8.GetByteCount(text[(blank + 1)..]).ToString(
            System.Globalization.CultureInfo.InvariantCulture));
        tcp.Stop();

        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await EmitAsync(
            new EmitOptions { Syslog = new SyslogOptions { Address = $"udp://{udp.Client.LocalEndPoint}" } });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var datagram = Encoding.UTF8.GetString((await udp.ReceiveAsync(patience.Token)).Buffer);
        Assert.StartsWith("<130>1 ", datagram, StringComparison.Ordinal); // local0, critical
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_goes_out_as_otlp_decodes_with_the_values_expected(bool gzip)
    {
        await using var receiver = new Receiver();
        _metrics.RequestAllowed(TimeSpan.FromMilliseconds(1));
        _metrics.KillSwitch.Denied("forward", "/");
        _metrics.Tls.Outcome("opened");
        await EmitAsync(new EmitOptions
        {
            InstanceId = "here",
            Otlp = new OtlpOptions { Endpoint = receiver.Url, Gzip = gzip },
        });
        var received = new[] { await receiver.NextAsync(), await receiver.NextAsync() };

        // opentelemetry/proto/collector/logs/v1: resource_logs = 1; resource = 1, scope_logs = 2; log_records = 2.
        var logs = new Protobuf(received.Single(one => one.Path == "/v1/logs").Body).One(1);
        var resource = logs.One(1).Attributes(1);
        var record = logs.One(2).One(2);
        Assert.Equal(("pipelock", "1.2.3"), (resource["service.name"], resource["service.version"]));
        Assert.Equal(17UL, record.Number(2)); // SEVERITY_NUMBER_ERROR
        Assert.Equal("kill switch changed", record.One(5).Text(1));
        var attributes = record.Attributes(6);
        Assert.Equal(("kill_switch", "api", "active", "here"),
            (attributes["event.name"], attributes["source"], attributes["status"], attributes["pipelock.instance"]));

        // metrics: resource_metrics = 1; scope_metrics = 2; metrics = 2; name = 1, sum = 7; data_points = 1; as_int =
        // 6.
        var metrics = new Protobuf(received.Single(one => one.Path == "/v1/metrics").Body).One(1).One(2).All(2);
        var requests = metrics.Single(one => one.Text(1) == "pipelock_requests_total");
        Assert.Equal(1UL, requests.One(7).One(1).Number(6));
        string[] names = [.. metrics.Select(one => one.Text(1))];
        Assert.Contains("pipelock_kill_switch_denials_total", names);
        Assert.Contains("pipelock_tls_intercept_total", names);
    }

    private async Task EmitAsync(EmitOptions options)
    {
        await using var emitter = new EventEmitter(_metrics, "1.2.3", TextWriter.Null);
        _ = emitter.Configure(options);
        await using var log = Log(emitter);
        log.Operations.KillSwitchChanged("api", true);
        Assert.True(log.Flush(TimeSpan.FromSeconds(10)));
    }

    private string Metrics()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        _metrics.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static EvidenceLog Log(EventEmitter emitter) =>
        new(new EvidenceLogSettings { ToStandardOutput = false }, emitter);
}
