using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Checks on every URL, whatever transport it came by.</summary>
[Summary("Checks on every URL, whatever transport it came by.")]
public sealed record FetchMonitoringOptions
{
    /// <summary>Longest URL, in bytes.</summary>
    [Summary("Longest URL, in bytes.")]
    [Bounds(1, 1048576)]
    public int MaxUrlLength { get; init; } = 2048;

    /// <summary>
    /// Shannon entropy, in bits per character, above which a path segment or query value is a finding.
    /// </summary>
    [Summary("Shannon entropy, in bits per character, above which a path segment or query value is a finding.")]
    [Bounds(0)]
    public double EntropyThreshold { get; init; } = 4.5;

    /// <summary>The same for a host label.</summary>
    [Summary("The same for a host label.")]
    [Bounds(0)]
    public double SubdomainEntropyThreshold { get; init; } = 4;

    /// <summary>Requests per minute to one registrable domain; 0 = no limit.</summary>
    [Summary("Requests per minute to one registrable domain; 0 = no limit.")]
    [Bounds(0)]
    public int MaxRequestsPerMinute { get; init; }

    /// <summary>Bytes per minute exchanged with one registrable domain; 0 = no limit.</summary>
    [Summary("Bytes per minute exchanged with one registrable domain; 0 = no limit.")]
    [Bounds(0)]
    public long MaxDataPerMinute { get; init; }

    /// <summary>Hosts that are never reached. *.example.com covers the apex too.</summary>
    [Summary("Hosts that are never reached. *.example.com covers the apex too.")]
    public ImmutableArray<string> Blocklist { get; init; } =
    [
        "*.pastebin.com", "*.hastebin.com", "*.paste.ee", "*.transfer.sh", "*.file.io", "*.requestbin.com"
    ];

    /// <summary>Hosts whose names and paths may look random.</summary>
    [Summary("Hosts whose names and paths may look random.")]
    public ImmutableArray<string> SubdomainEntropyExclusions { get; init; } = [];
}
