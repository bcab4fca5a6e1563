using System.Collections.Immutable;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Events as OpenTelemetry log records.</summary>
[Summary("Events as OpenTelemetry log records.")]
public sealed record OtlpOptions
{
    /// <summary>http or https URL; empty = off.</summary>
    [Summary("http or https URL; empty = off.")]
    public string Endpoint { get; init; } = "";

    /// <summary>Further request headers.</summary>
    [Summary("Further request headers.")]
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Longest request, in seconds.</summary>
    [Summary("Longest request, in seconds.")]
    [Bounds(0, 600)]
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Mildest event sent.</summary>
    [Summary("Mildest event sent.")]
    public EventSeverity MinSeverity { get; init; } = EventSeverity.Warn;

    /// <summary>Events waiting at most; more are dropped.</summary>
    [Summary("Events waiting at most; more are dropped.")]
    [Bounds(0, 1048576)]
    public int QueueSize { get; init; } = 256;

    /// <summary>Compresses requests.</summary>
    [Summary("Compresses requests.")]
    public bool Gzip { get; init; }

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(OtlpOptions);
}
