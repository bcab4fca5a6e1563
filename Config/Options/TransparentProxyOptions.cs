using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Listeners for connections that a firewall redirects here.</summary>
[Summary("Listeners for connections that a firewall redirects here.")]
public sealed record TransparentProxyOptions
{
    /// <summary>Serves the listeners.</summary>
    [Summary("Serves the listeners.")]
    public bool Enabled { get; init; }

    /// <summary>Address for redirected plain HTTP.</summary>
    [Summary("Address for redirected plain HTTP.")]
    public string Listen { get; init; } = "";

    /// <summary>Address for redirected TLS.</summary>
    [Summary("Address for redirected TLS.")]
    public string TlsListen { get; init; } = "";
}
