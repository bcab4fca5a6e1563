using System.Net;

namespace Pipelock.Policy.Decisions;

/// <summary>What the advice in a decision needs to know about the exchange; never needed to decide.</summary>
public readonly ref struct DecisionContext
{
    /// <summary>The host asked for, without brackets or port; empty when unknown.</summary>
    public ReadOnlySpan<byte> Host { get; init; }

    /// <summary>The length of the whole URL in bytes; 0 when unknown.</summary>
    public int UrlLength { get; init; }

    /// <summary>The address that was refused, when the host resolved to one.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Seconds until a limit has room again; 0 when the refusal is none of a limit.</summary>
    public int RetryAfterSeconds { get; init; }
}
