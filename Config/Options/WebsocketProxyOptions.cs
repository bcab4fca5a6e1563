using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>The /ws endpoint.</summary>
[Summary("The /ws endpoint.")]
public sealed record WebsocketProxyOptions
{
    /// <summary>Serves /ws.</summary>
    [Summary("Serves /ws.")]
    public bool Enabled { get; init; }

    /// <summary>Largest message, in bytes.</summary>
    [Summary("Largest message, in bytes.")]
    [Bounds(0)]
    public int MaxMessageBytes { get; init; } = 1_048_576;

    /// <summary>Connections open at once.</summary>
    [Summary("Connections open at once.")]
    [Bounds(0)]
    public int MaxConcurrentConnections { get; init; } = 128;

    /// <summary>Scans text messages.</summary>
    [Summary("Scans text messages.")]
    public bool ScanTextFrames { get; init; } = true;

    /// <summary>Lets binary messages pass.</summary>
    [Summary("Lets binary messages pass.")]
    public bool AllowBinaryFrames { get; init; }

    /// <summary>Sends the client's cookies upstream.</summary>
    [Summary("Sends the client's cookies upstream.")]
    public bool ForwardCookies { get; init; }

    /// <summary>Refuses compression extensions, so that every message can be read; must be true.</summary>
    [Summary("Refuses compression extensions, so that every message can be read; must be true.")]
    public bool StripCompression { get; init; } = true;

    /// <summary>Longest life of a connection, in seconds.</summary>
    [Summary("Longest life of a connection, in seconds.")]
    [Bounds(0)]
    public int MaxConnectionSeconds { get; init; } = 3600;

    /// <summary>Closes a connection on which nothing moved for so many seconds.</summary>
    [Summary("Closes a connection on which nothing moved for so many seconds.")]
    [Bounds(0)]
    public int IdleTimeoutSeconds { get; init; } = 300;

    /// <summary>What the upstream is told as Origin.</summary>
    [Summary("What the upstream is told as Origin.")]
    public OriginPolicy OriginPolicy { get; init; }
}
