using System.Collections.Immutable;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Headers;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Payments;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners;

/// <summary>
/// Everything the scanners need to know, in plain values. Filled from the configuration by whoever owns it; immutable,
/// so that one snapshot can be shared by every connection.
/// </summary>
public sealed record ScanSettings
{
    /// <summary>The twelve ranges that count as internal unless the operator says otherwise.</summary>
    public static ImmutableArray<string> DefaultInternalRanges { get; } =
    [
        "0.0.0.0/8", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
        "100.64.0.0/10", "224.0.0.0/4", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8",
    ];

    /// <summary>
    /// True in strict mode: a non-empty <see cref="Allowlist"/> then is the only reachable set of hosts.
    /// </summary>
    public bool EnforceAllowlist { get; init; }

    /// <summary>Host patterns reachable in strict mode: a name, or <c>*.name</c> for a name and all below it.</summary>
    public ImmutableArray<string> Allowlist { get; init; } = [];

    /// <summary>Host patterns that are never reachable; wins over <see cref="Allowlist"/>.</summary>
    public ImmutableArray<string> Blocklist { get; init; } = [];

    /// <summary>
    /// Bits per byte above which a path segment or a query key or value counts as random; 0 turns it off.
    /// </summary>
    public double EntropyThreshold { get; init; } = 4.5;

    /// <summary>Bits per byte above which a host label counts as random; 0 turns it off.</summary>
    public double SubdomainEntropyThreshold { get; init; } = 4.0;

    /// <summary>Host patterns whose labels and path segments are not measured; query values still are.</summary>
    public ImmutableArray<string> SubdomainEntropyExclusions { get; init; } = [];

    /// <summary>Longest accepted URL in bytes; 0 means no limit.</summary>
    public int MaxUrlLength { get; init; } = 2048;

    /// <summary>Whether the built-in secret rules apply beside <see cref="Patterns"/>.</summary>
    public bool IncludeDefaultPatterns { get; init; } = true;

    /// <summary>The operator's own secret patterns; one with the name of a built-in rule replaces that rule.</summary>
    public ImmutableArray<SecretPatternSettings> Patterns { get; init; } = [];

    /// <summary>
    /// The operator's own rule packs, already read; their rules must prove themselves by their examples at load. One
    /// with the name of a built-in rule replaces it, core rules excepted; <see cref="Patterns"/> win over them.
    /// </summary>
    public ImmutableArray<RulePackFile> RulePacks { get; init; } = [];

    /// <summary>Whether values of <see cref="Environment"/> that look like secrets are searched for.</summary>
    public bool ScanEnvironment { get; init; } = true;

    /// <summary>Shortest environment value, in characters, that can count as a secret.</summary>
    public int MinEnvironmentSecretLength { get; init; } = 16;

    /// <summary>
    /// The process environment as the composition root read it; the scanners never read it themselves.
    /// </summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The lines of the operator's file of known secrets, as read.</summary>
    public ImmutableArray<string> SecretsFileLines { get; init; } = [];

    /// <summary>Planted tokens whose appearance anywhere proves a leak.</summary>
    public ImmutableArray<CanaryTokenSettings> CanaryTokens { get; init; } = [];

    /// <summary>Whether wallet seed phrases (BIP-39, English) are searched for.</summary>
    public bool DetectSeedPhrases { get; init; } = true;

    /// <summary>Fewest words of a seed phrase: 12, 15, 18, 21 or 24.</summary>
    public int SeedPhraseMinWords { get; init; } = 12;

    /// <summary>Whether a seed phrase must carry a valid BIP-39 checksum.</summary>
    public bool VerifySeedPhraseChecksum { get; init; } = true;

    /// <summary>Which payment addresses may be sent; null when none are looked for.</summary>
    public AddressSettings? Addresses { get; init; }

    /// <summary>Which headers are looked at.</summary>
    public HeaderScanMode HeaderMode { get; init; } = HeaderScanMode.Sensitive;

    /// <summary>Header names scanned in <see cref="HeaderScanMode.Sensitive"/>, compared case-insensitively.</summary>
    public ImmutableArray<string> SensitiveHeaders { get; init; } =
        ["Authorization", "Cookie", "X-Api-Key", "X-Token", "Proxy-Authorization", "X-Goog-Api-Key"];

    /// <summary>Header names left out in <see cref="HeaderScanMode.All"/>, compared case-insensitively.</summary>
    public ImmutableArray<string> IgnoredHeaders { get; init; } =
    [
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "Host",
        "Content-Length", "Content-Type", "Accept", "Accept-Encoding",
    ];

    /// <summary>
    /// Internal address ranges (CIDR). Empty means that the operator switched the configurable check off: names may
    /// then resolve to internal addresses, while literal internal addresses and cloud metadata stay refused.
    /// </summary>
    public ImmutableArray<string> InternalRanges { get; init; } = DefaultInternalRanges;

    /// <summary>Ranges (CIDR) that stay reachable although internal.</summary>
    public ImmutableArray<string> AddressAllowlist { get; init; } = [];

    /// <summary>Host patterns that may resolve to internal addresses.</summary>
    public ImmutableArray<string> TrustedDomains { get; init; } = [];

    /// <summary>How injected instructions are looked for in answers.</summary>
    public InjectionSettings Injection { get; init; } = new();

    /// <summary>How far the content codings of bodies are undone.</summary>
    public DecodingLimits Decoding { get; init; } = DecodingLimits.Default;

    /// <summary>Whether instructions are looked for in the bodies of requests that are messages to an agent.</summary>
    public bool ScanAgentMessages { get; init; }

    /// <summary>Where the compiled rules are kept between starts; null means nowhere.</summary>
    public string? CacheDirectory { get; init; }
}
