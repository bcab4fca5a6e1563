namespace Pipelock.Transport.Upstream;

/// <summary>How an attempt to reach an origin ended.</summary>
public enum ConnectOutcome : byte
{
    /// <summary>Connected.</summary>
    Connected,

    /// <summary>Every address refused or was unreachable.</summary>
    Unreachable,

    /// <summary>No address answered in time.</summary>
    TimedOut,

    /// <summary>The parent proxy refused to open the tunnel.</summary>
    ParentRefused,
}

/// <summary>The outcome of a connect, with the connection where there is one.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Connection">The connection; not null exactly when <paramref name="Outcome"/> is Connected.</param>
public readonly record struct ConnectResult(ConnectOutcome Outcome, UpstreamConnection? Connection);
