using Pipelock.Config.Binding;

namespace Pipelock.Config.Options;

/// <summary>Error reports.</summary>
[Summary("Error reports.")]
public sealed record SentryOptions
{
    /// <summary>Sends reports where a DSN is set.</summary>
    [Summary("Sends reports where a DSN is set.")]
    public bool Enabled { get; init; } = true;

    /// <summary>Where reports go; the environment variable SENTRY_DSN fills it when empty.</summary>
    [Summary("Where reports go; the environment variable SENTRY_DSN fills it when empty.")]
    public string Dsn { get; init; } = "";

    /// <summary>Environment named in reports.</summary>
    [Summary("Environment named in reports.")]
    public string Environment { get; init; } = "production";

    /// <summary>Share of reports sent.</summary>
    [Summary("Share of reports sent.")]
    [Bounds(0, 1)]
    public double SampleRate { get; init; } = 1;

    /// <summary>Prints what the reporter does.</summary>
    [Summary("Prints what the reporter does.")]
    public bool Debug { get; init; }

    /// <summary>The name of the type alone: a value in here is a secret and must not reach a log.</summary>
    public override string ToString() => nameof(SentryOptions);
}
