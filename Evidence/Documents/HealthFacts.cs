using Pipelock.Policy;

namespace Pipelock.Evidence.Documents;

/// <summary>What <c>/health</c> tells. A plain value, filled by whoever serves it.</summary>
public readonly record struct HealthFacts
{
    /// <summary>Version of the program.</summary>
    public string Version { get; init; }

    /// <summary>Operating mode.</summary>
    public string Mode { get; init; }

    /// <summary>Time since the start.</summary>
    public TimeSpan Uptime { get; init; }

    /// <summary>Secret rules in force.</summary>
    public int DlpPatterns { get; init; }

    /// <summary>Answers are scanned for injected instructions.</summary>
    public bool ResponseScanEnabled { get; init; }

    /// <summary>Git operations are checked.</summary>
    public bool GitProtectionEnabled { get; init; }

    /// <summary>Requests per domain are limited.</summary>
    public bool RateLimitEnabled { get; init; }

    /// <summary>The forward proxy serves.</summary>
    public bool ForwardProxyEnabled { get; init; }

    /// <summary>The WebSocket proxy serves.</summary>
    public bool WebSocketProxyEnabled { get; init; }

    /// <summary>Request bodies are scanned.</summary>
    public bool RequestBodyScanEnabled { get; init; }

    /// <summary>TLS is opened inside tunnels.</summary>
    public bool TlsInterceptionEnabled { get; init; }

    /// <summary>A part of the process does not do its work.</summary>
    public bool Unhealthy { get; init; }

    /// <summary>Each part and whether it is well; null where that is not to be told.</summary>
    public IReadOnlyDictionary<string, bool>? Subsystems { get; init; }

    /// <summary>All traffic is being refused.</summary>
    public bool KillSwitchActive { get; init; }

    /// <summary>The facts of a snapshot; parts that this version does not serve read false.</summary>
    /// <param name="policy">The snapshot in force.</param>
    /// <param name="version">Version of the program.</param>
    /// <param name="uptime">Time since the start.</param>
    /// <param name="killSwitchActive">All traffic is being refused.</param>
    public static HealthFacts From(
        PolicySnapshot policy, string version, TimeSpan uptime, bool killSwitchActive = false) => new()
    {
        KillSwitchActive = killSwitchActive,
        Version = version,
        Mode = policy.Options.Mode.ToString().ToLowerInvariant(),
        Uptime = uptime,
        DlpPatterns = policy.Scanner.SecretRuleCount,
        ResponseScanEnabled = policy.Options.ResponseScanning.Enabled,
        RateLimitEnabled = policy.RateLimiter.IsOn,
        ForwardProxyEnabled = policy.Options.ForwardProxy.Enabled,
        WebSocketProxyEnabled = policy.Options.WebsocketProxy.Enabled,
        RequestBodyScanEnabled = policy.Options.RequestBodyScanning.Enabled,
    };
}
