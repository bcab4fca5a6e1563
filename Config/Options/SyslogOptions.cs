using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Events as syslog messages (RFC 5424).</summary>
[Summary("Events as syslog messages (RFC 5424).")]
public sealed record SyslogOptions
{
    /// <summary>udp://host:port or tcp://host:port; empty = off.</summary>
    [Summary("udp://host:port or tcp://host:port; empty = off.")]
    public string Address { get; init; } = "";

    /// <summary>Mildest event sent.</summary>
    [Summary("Mildest event sent.")]
    public EventSeverity MinSeverity { get; init; } = EventSeverity.Warn;

    /// <summary>Facility of the messages.</summary>
    [Summary("Facility of the messages.")]
    public SyslogFacility Facility { get; init; } = SyslogFacility.Local0;

    /// <summary>Application name of the messages.</summary>
    [Summary("Application name of the messages.")]
    public string Tag { get; init; } = "pipelock";
}
