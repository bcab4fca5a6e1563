using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Scanning of request bodies and headers.</summary>
[Summary("Scanning of request bodies and headers.")]
public sealed record RequestBodyScanningOptions
{
    /// <summary>Scans request bodies.</summary>
    [Summary("Scans request bodies.")]
    public bool Enabled { get; init; } = true;

    /// <summary>What a secret in a body or header does; unset = the mode decides.</summary>
    [Summary("What a secret in a body or header does; unset = the mode decides.")]
    public BlockAction? Action { get; init; }

    /// <summary>Refuses larger bodies; unset = no limit, bodies are scanned as they stream.</summary>
    [Summary("Refuses larger bodies; unset = no limit, bodies are scanned as they stream.")]
    [Bounds(1)]
    public long? MaxBodyBytes { get; init; }

    /// <summary>Scans request headers.</summary>
    [Summary("Scans request headers.")]
    public bool ScanHeaders { get; init; } = true;

    /// <summary>Which headers are scanned.</summary>
    [Summary("Which headers are scanned.")]
    public HeaderMode HeaderMode { get; init; }

    /// <summary>Headers scanned in header_mode sensitive.</summary>
    [Summary("Headers scanned in header_mode sensitive.")]
    public ImmutableArray<string> SensitiveHeaders { get; init; } =
    [
        "Authorization", "Cookie", "X-Api-Key", "X-Token", "Proxy-Authorization", "X-Goog-Api-Key"
    ];

    /// <summary>Headers left out in header_mode all.</summary>
    [Summary("Headers left out in header_mode all.")]
    public ImmutableArray<string> IgnoreHeaders { get; init; } =
    [
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "Host",
        "Content-Length", "Content-Type", "Accept", "Accept-Encoding"
    ];
}
