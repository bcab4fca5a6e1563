using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>A listener in front of one service.</summary>
[Summary("A listener in front of one service.")]
public sealed record ReverseProxyOptions
{
    /// <summary>Serves the listener.</summary>
    [Summary("Serves the listener.")]
    public bool Enabled { get; init; }

    /// <summary>Address of the listener.</summary>
    [Summary("Address of the listener.")]
    public string Listen { get; init; } = "";

    /// <summary>http or https URL of the service behind it.</summary>
    [Summary("http or https URL of the service behind it.")]
    public string Upstream { get; init; } = "";
}
