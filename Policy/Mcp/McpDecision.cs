using System.Collections.Immutable;
using Pipelock.Config.Options;
using Pipelock.Scanners.Mcp;

namespace Pipelock.Policy.Mcp;

/// <summary>What becomes of one message. The clean value is <c>default</c>: it goes on, at no allocation.</summary>
public readonly record struct McpDecision
{
    private readonly string? _redirectName;
    private readonly string? _requestId;

    /// <summary>What the relay does.</summary>
    public McpOutcome Outcome { get; init; }

    /// <summary>Why: what was found, the rule, and what would allow it. Warnings come with a message that goes
    /// on.</summary>
    public Decision Decision { get; init; }

    /// <summary>What is sent instead; one JSON text without a line break. Empty where the message itself goes
    /// on.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The program that answers; null unless the outcome is <see cref="McpOutcome.Redirect"/>.</summary>
    public RedirectProfileOptions? Redirect { get; init; }

    /// <summary>The name of that profile; empty when there is none.</summary>
    public string RedirectName { get => _redirectName ?? ""; init => _redirectName = value; }

    /// <summary>By which the log and the client's error know the exchange; empty when clean.</summary>
    public string RequestId { get => _requestId ?? ""; init => _requestId = value; }

    /// <summary>The images, sounds and films in it, where the log is to tell of them; default where there are
    /// none.</summary>
    public ImmutableArray<MediaExposure> Media { get; init; }

    /// <summary>True when the message itself does not reach the other side.</summary>
    public bool IsStopped => Outcome is not (McpOutcome.Forward or McpOutcome.Rewrite);
}
