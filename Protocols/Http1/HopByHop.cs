namespace Pipelock.Protocols.Http1;

/// <summary>
/// The fields that end at the next hop by name; what <c>Connection</c> lists comes on top (RFC 9110 §7.6.1).
/// </summary>
public static class HopByHop
{
    /// <summary>
    /// RFC 9110 §7.6.1 with <c>Proxy-Connection</c> (RFC 9112 Appendix C.2.2), the proxy authentication fields
    /// (RFC 9110 §11.7: meant for this proxy alone) and <c>Trailer</c>.
    /// </summary>
    public static KnownHeaderSet Fixed { get; } = new(
        KnownHeader.Connection, KnownHeader.KeepAlive, KnownHeader.ProxyConnection, KnownHeader.ProxyAuthenticate,
        KnownHeader.ProxyAuthorization, KnownHeader.ProxyAuthenticationInfo, KnownHeader.TE, KnownHeader.Trailer,
        KnownHeader.TransferEncoding, KnownHeader.Upgrade);

    /// <summary>
    /// Fields that a sender must not put into a trailer section: framing, routing, authentication, request modifiers,
    /// response control and content handling (RFC 9110 §6.5.1).
    /// </summary>
    public static KnownHeaderSet ForbiddenInTrailers { get; } =
        Fixed | KnownHeaderSet.ClientIdentity | new KnownHeaderSet(
        KnownHeader.Host, KnownHeader.ContentLength, KnownHeader.Expect, KnownHeader.Authorization,
        KnownHeader.WwwAuthenticate, KnownHeader.Cookie, KnownHeader.SetCookie, KnownHeader.ContentType,
        KnownHeader.ContentEncoding, KnownHeader.ContentRange, KnownHeader.Range, KnownHeader.MaxForwards,
        KnownHeader.CacheControl, KnownHeader.Pragma, KnownHeader.Date, KnownHeader.Location, KnownHeader.RetryAfter,
        KnownHeader.Vary, KnownHeader.Age, KnownHeader.Expires, KnownHeader.IfMatch, KnownHeader.IfNoneMatch,
        KnownHeader.IfModifiedSince, KnownHeader.IfUnmodifiedSince, KnownHeader.IfRange);
}
