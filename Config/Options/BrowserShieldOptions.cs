using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Cleaning of web pages.</summary>
[Summary("Cleaning of web pages.")]
public sealed record BrowserShieldOptions
{
    /// <summary>Cleans.</summary>
    [Summary("Cleans.")]
    public bool Enabled { get; init; }

    /// <summary>How much is cleaned.</summary>
    [Summary("How much is cleaned.")]
    public ShieldStrictness Strictness { get; init; } = ShieldStrictness.Standard;

    /// <summary>Largest page that is cleaned, in bytes.</summary>
    [Summary("Largest page that is cleaned, in bytes.")]
    [Bounds(1)]
    public int MaxShieldBytes { get; init; } = 5_242_880;

    /// <summary>What happens to larger pages; warn only with strictness minimal.</summary>
    [Summary("What happens to larger pages; warn only with strictness minimal.")]
    public OversizeAction OversizeAction { get; init; }

    /// <summary>Hosts whose pages are left alone.</summary>
    [Summary("Hosts whose pages are left alone.")]
    public ImmutableArray<string> ExemptDomains { get; init; } =
    [
        "challenges.cloudflare.com", "hcaptcha.com", "www.recaptcha.net"
    ];

    /// <summary>Further hosts known to track.</summary>
    [Summary("Further hosts known to track.")]
    public ImmutableArray<string> TrackingDomains { get; init; } = [];

    /// <summary>Takes out probes for browser extensions.</summary>
    [Summary("Takes out probes for browser extensions.")]
    public bool StripExtensionProbing { get; init; } = true;

    /// <summary>Takes out hidden instructions.</summary>
    [Summary("Takes out hidden instructions.")]
    public bool StripHiddenTraps { get; init; } = true;

    /// <summary>Takes out tracking pixels.</summary>
    [Summary("Takes out tracking pixels.")]
    public bool StripTrackingPixels { get; init; } = true;

    /// <summary>Adds a script that blurs fingerprints.</summary>
    [Summary("Adds a script that blurs fingerprints.")]
    public bool InjectFingerprintShims { get; init; }
}
