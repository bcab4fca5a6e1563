namespace Pipelock.Tls.Streams;

/// <summary>
/// Reads from a failed handshake, or a failure right after it, which alert the peer sent (RFC 8446 §6).
/// </summary>
public static class PeerAlert
{
    /// <summary>OpenSSL's reason for an alert of the peer is this much above the alert's number.</summary>
    private const int AlertReason = 1000;

    private const int ReasonMask = 0x7FFFFF;

    /// <summary>The number of the alert, or null when the handshake failed for another reason.</summary>
    public static int? Of(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            var alert = (cause.HResult & ReasonMask) - AlertReason;
            if (cause.HResult > 0 && alert is > 0 and < 256) return alert;
        }

        return null;
    }

    /// <summary>
    /// The peer looked at the certificate and did not like it: bad, unsupported, revoked, expired, unknown
    /// certificate, or unknown authority (RFC 8446 §6.2).
    /// </summary>
    public static bool IsAboutCertificate(int alert) => alert is (>= 42 and <= 46) or 48;

    /// <summary>The alert's name.</summary>
    public static string Name(int alert) => alert switch
    {
        40 => "handshake_failure",
        42 => "bad_certificate",
        43 => "unsupported_certificate",
        44 => "certificate_revoked",
        45 => "certificate_expired",
        46 => "certificate_unknown",
        47 => "illegal_parameter",
        48 => "unknown_ca",
        51 => "decrypt_error",
        70 => "protocol_version",
        80 => "internal_error",
        _ => $"alert {alert}",
    };
}
