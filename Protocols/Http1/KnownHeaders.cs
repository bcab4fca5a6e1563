using System.Text;
using static Pipelock.Protocols.Http1.KnownHeader;

namespace Pipelock.Protocols.Http1;

/// <summary>Spelling and recognition of <see cref="KnownHeader"/>. Thread-safe; allocates nothing.</summary>
public static class KnownHeaders
{
    private static readonly byte[][] s_names = BuildNames();

    /// <summary>The field name in its registered spelling; empty for <see cref="None"/>.</summary>
    public static ReadOnlySpan<byte> Name(KnownHeader header) => s_names[(int)header];

    /// <summary>Which field has that name, in any case of letters.</summary>
    public static KnownHeader Recognise(ReadOnlySpan<byte> name)
    {
        var candidate = Candidate(name);
        return candidate != None && Ascii.EqualsIgnoreCase(name, s_names[(int)candidate]) ? candidate : None;
    }

    /// <summary>
    /// The only known field that can have that name: among names of one length some single byte tells them apart, so
    /// that recognition costs one comparison. A new member needs its line here; a test asks for every name.
    /// </summary>
    private static KnownHeader Candidate(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => TE,
        3 => Lower(name[0]) == 'v' ? Via : Age,
        4 => Lower(name[0]) switch { 'h' => Host, 'd' => Date, 'e' => ETag, _ => Vary },
        5 => KnownHeader.Range,
        6 => Lower(name[0]) switch
        {
            'a' => Accept,
            'c' => Cookie,
            'd' => Digest,
            'e' => Expect,
            'o' => Origin,
            _ => Pragma,
        },
        7 => Lower(name[0]) switch { 't' => Trailer, 'u' => Upgrade, _ => Expires },
        8 => Lower(name[3]) switch { 'm' => IfMatch, 'r' => IfRange, _ => Location },
        9 => Lower(name[0]) switch { 'f' => Forwarded, 's' => Signature, _ => XRealIP },
        10 => Lower(name[0]) switch { 'c' => Connection, 'k' => KeepAlive, 's' => SetCookie, _ => UserAgent },
        11 => Lower(name[0]) == 'c' ? ContentMD5 : RetryAfter,
        12 => Lower(name[0]) == 'c' ? ContentType : MaxForwards,
        13 => Lower(name[12]) switch
        {
            'n' => Authorization,
            'h' => IfNoneMatch,
            'd' => LastEventId,
            'l' => CacheControl,
            _ => ContentRange,
        },
        14 => Lower(name[13]) switch { 'h' => ContentLength, 't' => ContentDigest, _ => McpSessionId },
        15 => Lower(name[14]) switch { 'g' => AcceptEncoding, 't' => SignatureInput, _ => XForwardedFor },
        16 => Lower(name[12]) switch
        {
            't' => ProxyConnection,
            'd' => ContentEncoding,
            'c' => WwwAuthenticate,
            'h' => XForwardedHost,
            'p' => XForwardedPort,
            _ => XPipelockAgent,
        },
        17 => Lower(name[0]) switch
        {
            't' => TransferEncoding,
            'i' => IfModifiedSince,
            'x' => XForwardedProto,
            _ => SecWebSocketKey,
        },
        18 => Lower(name[17]) == 'e' ? ProxyAuthenticate : PipelockMediation,
        19 => Lower(name[0]) == 'p' ? ProxyAuthorization : IfUnmodifiedSince,
        20 => SecWebSocketAccept,
        21 => SecWebSocketVersion,
        22 => SecWebSocketProtocol,
        24 => SecWebSocketExtensions,
        25 => ProxyAuthenticationInfo,
        _ => None,
    };

    private static char Lower(byte letter) => (char)(letter | 0x20);

    private static byte[][] BuildNames()
    {
        var names = new byte[Enum.GetValues<KnownHeader>().Length][];
        foreach (var header in Enum.GetValues<KnownHeader>())
        {
            names[(int)header] = Encoding.ASCII.GetBytes(Spelling(header));
        }

        return names;
    }

    private static string Spelling(KnownHeader header) => header switch
    {
        None => "",
        ContentMD5 => "Content-MD5",
        ETag => "ETag",
        TE => "TE",
        WwwAuthenticate => "WWW-Authenticate",
        XRealIP => "X-Real-IP",
        LastEventId => "Last-Event-ID",
        SecWebSocketKey => "Sec-WebSocket-Key",
        SecWebSocketProtocol => "Sec-WebSocket-Protocol",
        SecWebSocketExtensions => "Sec-WebSocket-Extensions",
        SecWebSocketVersion => "Sec-WebSocket-Version",
        SecWebSocketAccept => "Sec-WebSocket-Accept",
        _ => Hyphenated(header.ToString()),
    };

    private static string Hyphenated(string member)
    {
        var name = new StringBuilder();
        foreach (var letter in member)
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(letter);
        }

        return name.ToString();
    }
}
