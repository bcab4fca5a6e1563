using System.Net;

namespace Pipelock.Policy.Decisions;

/// <summary>What a decision says beside its verdict depends on this; the verdict itself never does.</summary>
public readonly ref struct DecisionContext
{
    /// <summary>The host asked for, without brackets or port; empty when unknown.</summary>
    public ReadOnlySpan<byte> Host { get; init; }

    /// <summary>The whole URL as received; empty when unknown or when there is none.</summary>
    public ReadOnlySpan<byte> Url { get; init; }

    /// <summary>The address that was refused, when the host resolved to one.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Seconds until a limit has room again; 0 when the refusal is none of a limit.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>The tool that is called; empty when there is none.</summary>
    public ReadOnlySpan<byte> Tool { get; init; }
}
