using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Events as HTTP requests.</summary>
[Summary("Events as HTTP requests.")]
public sealed record WebhookOptions
{
    /// <summary>http or https URL; empty = off.</summary>
    [Summary("http or https URL; empty = off.")]
    public string Url { get; init; } = "";

    /// <summary>Mildest event sent.</summary>
    [Summary("Mildest event sent.")]
    public EventSeverity MinSeverity { get; init; } = EventSeverity.Warn;

    /// <summary>Bearer token sent along.</summary>
    [Summary("Bearer token sent along.")]
    public string AuthToken { get; init; } = "";

    /// <summary>Longest request, in seconds.</summary>
    [Summary("Longest request, in seconds.")]
    [Bounds(0, 600)]
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>Events waiting at most; more are dropped.</summary>
    [Summary("Events waiting at most; more are dropped.")]
    [Bounds(0, 1048576)]
    public int QueueSize { get; init; } = 64;

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(WebhookOptions);
}
