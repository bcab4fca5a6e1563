namespace Pipelock.Transport.ScanApi;

/// <summary>Why the scan API gave no decision. None of these ever means that something is allowed.</summary>
public enum ScanError : byte
{
    /// <summary>There is a decision.</summary>
    None,

    /// <summary>Another method than POST.</summary>
    MethodNotAllowed,

    /// <summary>No bearer token, or none that is known.</summary>
    Unauthorized,

    /// <summary>Asked too often.</summary>
    RateLimited,

    /// <summary>All traffic is stopped.</summary>
    KillSwitchActive,

    /// <summary>The request broke off, or did not come in time.</summary>
    ReadError,

    /// <summary>The request is larger than <c>scan_api.max_body_bytes</c>.</summary>
    BodyTooLarge,

    /// <summary>The request is not the JSON document that is asked for.</summary>
    InvalidJson,

    /// <summary>The kind is none of the four.</summary>
    InvalidKind,

    /// <summary>The operator does not serve the kind.</summary>
    KindDisabled,

    /// <summary>The input lacks what the kind needs, or it is larger than its limit.</summary>
    InvalidInput,

    /// <summary>The scan took longer than <c>scan_api.timeouts.scan</c>.</summary>
    ScanDeadlineExceeded,
}
