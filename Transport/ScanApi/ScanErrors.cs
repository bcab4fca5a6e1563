namespace Pipelock.Transport.ScanApi;

/// <summary>The fixed facts about each error: its name on the wire, its status, whether trying again may
/// help.</summary>
public static class ScanErrors
{
    /// <summary>The code that clients compare.</summary>
    public static string Code(this ScanError error) => error switch
    {
        ScanError.MethodNotAllowed => "method_not_allowed",
        ScanError.Unauthorized => "unauthorized",
        ScanError.RateLimited => "rate_limited",
        ScanError.KillSwitchActive => "kill_switch_active",
        ScanError.ReadError => "read_error",
        ScanError.BodyTooLarge => "body_too_large",
        ScanError.InvalidJson => "invalid_json",
        ScanError.InvalidKind => "invalid_kind",
        ScanError.KindDisabled => "kind_disabled",
        ScanError.InvalidInput => "invalid_input",
        ScanError.ScanDeadlineExceeded => "scan_deadline_exceeded",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "No error."),
    };

    /// <summary>The HTTP status; a decision is always 200, whatever it says.</summary>
    public static int Status(this ScanError error) => error switch
    {
        ScanError.None => 200,
        ScanError.MethodNotAllowed => 405,
        ScanError.Unauthorized => 401,
        ScanError.RateLimited => 429,
        ScanError.KillSwitchActive or ScanError.ScanDeadlineExceeded => 503,
        _ => 400,
    };

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsRetryable(this ScanError error) =>
        error is ScanError.RateLimited or ScanError.ScanDeadlineExceeded;
}
