using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Scanning as a service for other programs.</summary>
[Summary("Scanning as a service for other programs.")]
public sealed record ScanApiOptions
{
    /// <summary>Address of the listener; empty = off.</summary>
    [Summary("Address of the listener; empty = off.")]
    [RestartOnly]
    public string Listen { get; init; } = "";

    /// <summary>Tokens that callers must present.</summary>
    [Summary("Tokens that callers must present.")]
    public BearerAuthOptions Auth { get; init; } = new();

    /// <summary>How often callers may ask.</summary>
    [Summary("How often callers may ask.")]
    public ScanApiRateLimitOptions RateLimit { get; init; } = new();

    /// <summary>Largest request, in bytes.</summary>
    [Summary("Largest request, in bytes.")]
    [Bounds(1)]
    public int MaxBodyBytes { get; init; } = 1_048_576;

    /// <summary>Largest value per field.</summary>
    [Summary("Largest value per field.")]
    public ScanApiFieldLimitsOptions FieldLimits { get; init; } = new();

    /// <summary>Deadlines.</summary>
    [Summary("Deadlines.")]
    [RestartOnly]
    public ScanApiTimeoutsOptions Timeouts { get; init; } = new();

    /// <summary>Connections open at once; 0 = no limit.</summary>
    [Summary("Connections open at once; 0 = no limit.")]
    [Bounds(0)]
    [RestartOnly]
    public int ConnectionLimit { get; init; } = 100;

    /// <summary>What may be asked.</summary>
    [Summary("What may be asked.")]
    public ScanApiKindsOptions Kinds { get; init; } = new();
}
