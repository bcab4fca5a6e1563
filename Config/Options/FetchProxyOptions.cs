using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The main listener, the fetch endpoint and the URL checks.</summary>
[Summary("The main listener, the fetch endpoint and the URL checks.")]
public sealed record FetchProxyOptions
{
    /// <summary>Address of the main listener.</summary>
    [Summary("Address of the main listener.")]
    [RestartOnly]
    public string Listen { get; init; } = "127.0.0.1:8888";

    /// <summary>Longest wait for an upstream, in seconds; 0 means the default.</summary>
    [Summary("Longest wait for an upstream, in seconds; 0 means the default.")]
    [Bounds(0, 86400)]
    [RestartOnly]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Largest response of the fetch endpoint, in MiB.</summary>
    [Summary("Largest response of the fetch endpoint, in MiB.")]
    [Bounds(1, 4096)]
    public int MaxResponseMb { get; init; } = 10;

    /// <summary>User-Agent of the fetch endpoint.</summary>
    [Summary("User-Agent of the fetch endpoint.")]
    public string UserAgent { get; init; } = "Pipelock Fetch/1.0";

    /// <summary>Checks on every URL, whatever transport it came by.</summary>
    [Summary("Checks on every URL, whatever transport it came by.")]
    public FetchMonitoringOptions Monitoring { get; init; } = new();
}
