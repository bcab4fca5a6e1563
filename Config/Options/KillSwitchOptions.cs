using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Emergency stop of all traffic.</summary>
[Summary("Emergency stop of all traffic.")]
public sealed record KillSwitchOptions
{
    /// <summary>True stops all traffic at once.</summary>
    [Summary("True stops all traffic at once.")]
    public bool Enabled { get; init; }

    /// <summary>File whose existence stops all traffic.</summary>
    [Summary("File whose existence stops all traffic.")]
    public string SentinelFile { get; init; } = "";

    /// <summary>Told to clients.</summary>
    [Summary("Told to clients.")]
    public string Message { get; init; } = "Emergency deny-all active";

    /// <summary>Keeps /health answering.</summary>
    [Summary("Keeps /health answering.")]
    public bool HealthExempt { get; init; } = true;

    /// <summary>Keeps /metrics answering.</summary>
    [Summary("Keeps /metrics answering.")]
    public bool MetricsExempt { get; init; } = true;

    /// <summary>Keeps the switch's own interface answering.</summary>
    [Summary("Keeps the switch's own interface answering.")]
    public bool ApiExempt { get; init; } = true;

    /// <summary>Bearer token of the switch's interface; PIPELOCK_KILLSWITCH_API_TOKEN wins over it.</summary>
    [Summary("Bearer token of the switch's interface; PIPELOCK_KILLSWITCH_API_TOKEN wins over it.")]
    public string ApiToken { get; init; } = "";

    /// <summary>Address of a listener of its own for the switch; needs api_token.</summary>
    [Summary("Address of a listener of its own for the switch; needs api_token.")]
    [RestartOnly]
    public string ApiListen { get; init; } = "";

    /// <summary>Client ranges (CIDR) that are never stopped.</summary>
    [Summary("Client ranges (CIDR) that are never stopped.")]
    public ImmutableArray<string> AllowlistIps { get; init; } = [];

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(KillSwitchOptions);
}
