using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Events sent to other systems.</summary>
[Summary("Events sent to other systems.")]
public sealed record EmitOptions
{
    /// <summary>Name of this instance; empty = host name.</summary>
    [Summary("Name of this instance; empty = host name.")]
    public string InstanceId { get; init; } = "";

    /// <summary>HTTP receiver.</summary>
    [Summary("HTTP receiver.")]
    public WebhookOptions Webhook { get; init; } = new();

    /// <summary>Syslog receiver.</summary>
    [Summary("Syslog receiver.")]
    public SyslogOptions Syslog { get; init; } = new();

    /// <summary>OpenTelemetry receiver.</summary>
    [Summary("OpenTelemetry receiver.")]
    public OtlpOptions Otlp { get; init; } = new();
}
