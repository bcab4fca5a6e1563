using Pipelock.Policy.Disclosure;
using Pipelock.Scanners;

namespace Pipelock.Policy;

/// <summary>What the policy says to one scan. The clean value is <c>default</c>: allow, at no allocation.</summary>
/// <remarks>Immutable and thread-safe. No member ever holds the text that matched.</remarks>
public readonly record struct Decision
{
    private readonly string? _reason;
    private readonly string? _howToAllow;
    private readonly string? _hint;

    /// <summary>What happens to the message.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The part of the traffic that was scanned.</summary>
    public Surface Surface { get; init; }

    /// <summary>The finding that decided: the first one of the worst verdict; null when clean.</summary>
    public Finding? Cause { get; init; }

    /// <summary>Everything the scan found, the cause included.</summary>
    public Findings Findings { get; init; }

    /// <summary>HTTP status of a block: 403, or 429 for a rate limit or data budget; otherwise 0.</summary>
    public int StatusCode { get; init; }

    /// <summary>One sentence for the client and the log, without a transport's prefix (<c>blocked: </c>).</summary>
    public string Reason { get => _reason ?? ""; init => _reason = value; }

    /// <summary>The narrowest setting that would let exactly this pass; empty when clean.</summary>
    public string HowToAllow { get => _howToAllow ?? ""; init => _howToAllow = value; }

    /// <summary>A general explanation of the layer, told to clients only under <c>explain_blocks</c>.</summary>
    public string Hint { get => _hint ?? ""; init => _hint = value; }

    /// <summary>The same message may pass later, unchanged: true for rate limits and budgets only.</summary>
    public bool Retryable { get; init; }

    /// <summary>Seconds after which a retry is sensible; 0 when <see cref="Retryable"/> is false.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>
    /// True when the message must not go on as it is. Who cannot strip, redact or ask refuses it.
    /// </summary>
    public bool IsBlocked => Verdict > Verdict.Warn;

    /// <summary>How much of the exchange's URL may be written down, given what was found.</summary>
    public UrlDisclosure Disclosure { get; init; }

    /// <summary>The label of the deciding layer for logs, metrics and headers; empty when clean.</summary>
    public string Scanner => Cause is null ? "" : Decisions.LayerFacts.Of(Cause.Layer).Label;
}
