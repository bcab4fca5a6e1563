#pragma warning disable CS1591 // Each member is the field it is named after; Names in KnownHeaders has the spelling.
namespace Pipelock.Protocols.Http1;

/// <summary>
/// The fields a proxy acts on, removes or looks up. Closed, and at most 64 members so that <see cref="KnownHeaderSet"/>
/// is one machine word. <see cref="None"/> is every other field.
/// </summary>
public enum KnownHeader : byte
{
    None,

    // Framing and connection (RFC 9112, RFC 9110 §7.6.1)
    Host, Connection, KeepAlive, ProxyConnection, TransferEncoding, ContentLength, TE, Trailer, Upgrade, Expect,

    // Authentication
    ProxyAuthorization, ProxyAuthenticate, ProxyAuthenticationInfo, Authorization, WwwAuthenticate, Cookie, SetCookie,

    // Content
    ContentType, ContentEncoding, ContentRange, ContentMD5, Digest, ContentDigest, ETag,

    // Request and response control
    Accept, AcceptEncoding, Range, MaxForwards, CacheControl, Pragma, Date, Location, RetryAfter, Vary, Age, Expires,
    IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince, IfRange, UserAgent, Origin,

    // What tells about the client or the path
    Via, Forwarded, XForwardedFor, XForwardedHost, XForwardedProto, XForwardedPort, XRealIP,

    // This product and message signatures (RFC 9421)
    XPipelockAgent, PipelockMediation, Signature, SignatureInput,

    // WebSocket, server-sent events, MCP
    SecWebSocketKey, SecWebSocketProtocol, SecWebSocketExtensions, SecWebSocketVersion, SecWebSocketAccept,
    LastEventId, McpSessionId,
}
