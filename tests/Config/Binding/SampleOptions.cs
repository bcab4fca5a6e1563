using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Tests.Binding;

/// <summary>A small tree of options with every kind of value the binder knows.</summary>
public sealed record SampleOptions
{
    [Summary("What the proxy does with a finding.")]
    public SampleMode Mode { get; init; } = SampleMode.Balanced;

    public SampleMode? Action { get; init; }

    public string Name { get; init; } = "proxy";

    public string? Note { get; init; }

    [Summary("Whether it decides.")]
    public bool Enforce { get; init; } = true;

    public bool? Explain { get; init; }

    [Bounds(0, 100)]
    [RestartOnly]
    public int Workers { get; init; } = 4;

    public long MaxBytes { get; init; } = 1L << 40;

    [Bounds(0)]
    public double Threshold { get; init; } = 4.5;

    public int? Burst { get; init; }

    [Bounds("1s", "24h")]
    public TimeSpan Ttl { get; init; } = TimeSpan.FromHours(24);

    public DateTimeOffset? ExpiresAt { get; init; }

    [ConfigKey("listen")]
    public string ListenAddress { get; init; } = "127.0.0.1:8888";

    public ImmutableArray<string> Hosts { get; init; } = ["a.example"];

    public ImmutableArray<string>? Internal { get; init; }

    [Bounds(1, 9)]
    public ImmutableArray<int> Weights { get; init; } = [];

    public ImmutableArray<SampleMode> Modes { get; init; } = [];

    public ImmutableArray<SampleRule> Rules { get; init; } = [];

    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<string, SampleRule> Profiles { get; init; } =
        ImmutableDictionary<string, SampleRule>.Empty;

    public ImmutableDictionary<string, ImmutableArray<string>> Groups { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    [Summary("How often.")]
    public SampleLimits Limits { get; init; } = new() { PerMinute = 60 };

    [Inactive]
    public SampleLimits? Extra { get; init; }

    /// <summary>Computed, and therefore no key.</summary>
    public bool IsQuiet => !Enforce;
}

public sealed record SampleLimits
{
    [Bounds(0)]
    public int PerMinute { get; init; } = 1;

    public bool Enabled { get; init; }

    public SampleWindow Window { get; init; } = new();
}

public sealed record SampleWindow
{
    public TimeSpan WindowSize { get; init; } = TimeSpan.FromMinutes(1);

    public bool Enabled { get; init; }
}

public sealed record SampleRule
{
    public string Name { get; init; } = "";

    public SampleMode? Action { get; init; }

    public SampleLimits Limits { get; init; } = new();
}

public enum SampleMode
{
    Strict,

    Balanced,

    [Summary("Only reports.")]
    AuditOnly,

    [ConfigKey("2fa")]
    TwoFactor,
}
