using static Pipelock.Protocols.Http1.RefusalReason;
using static Pipelock.Protocols.Tests.Http1.Requests;
using RefusalReason = Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9112 §3: the request line and its target.</summary>
public class RequestLineTests
{
    public static TheoryData<string, string, RefusalReason> Refused => new()
    {
        { "HTTP/0.9", Line("GET /"), MalformedRequestLine },
        { "method alone", Line("GET"), MalformedRequestLine },
        { "two spaces after the method", Line("GET  / HTTP/1.1"), MalformedRequestLine },
        { "two spaces before the version", Line("GET /  HTTP/1.1"), MalformedRequestLine },
        { "space in the target", Line("GET /a b HTTP/1.1"), MalformedRequestLine },
        { "space after the version", Line("GET / HTTP/1.1 "), MalformedRequestLine },
        { "space before the method", Line(" GET / HTTP/1.1"), MalformedRequestLine },
        { "space alone", Line(" "), MalformedRequestLine },
        { "no target", Line("GET HTTP/1.1"), MalformedRequestLine },
        { "empty target", Line("GET  HTTP/1.1"), MalformedRequestLine },
        { "tab instead of space", Line("GET\t/\tHTTP/1.1"), MalformedRequestLine },
        { "tab after the method", Line("GET\t / HTTP/1.1"), InvalidMethod },
        { "colon in the method", Line("GE:T / HTTP/1.1"), InvalidMethod },
        { "bracket in the method", Line("GET[] / HTTP/1.1"), InvalidMethod },
        { "quote in the method", Line("\"GET\" / HTTP/1.1"), InvalidMethod },
        { "slash in the method", Line("GET/ / HTTP/1.1"), InvalidMethod },
        { "letter beyond ASCII in the method", Line("G\u00c9T / HTTP/1.1"), InvalidMethod },
        { "TLS bytes", "\u0016\u0003\u0001\u0002\r\n", ControlCharacter },
        { "HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", UnsupportedVersion },
        { "HTTP/2.0", Line("GET / HTTP/2.0"), UnsupportedVersion },
        { "HTTP/1.2", Line("GET / HTTP/1.2"), UnsupportedVersion },
        { "HTTP/0.9 spelled out", Line("GET / HTTP/0.9"), UnsupportedVersion },
        { "HTTP/9.9", Line("GET / HTTP/9.9"), UnsupportedVersion },
        { "version in lower case", Line("GET / http/1.1"), MalformedVersion },
        { "version without minor", Line("GET / HTTP/1"), MalformedVersion },
        { "version with comma", Line("GET / HTTP/1,1"), MalformedVersion },
        { "version with two digits", Line("GET / HTTP/1.10"), MalformedVersion },
        { "version with leading zero", Line("GET / HTTP/01.1"), MalformedVersion },
        { "version with letters", Line("GET / HTTP/a.b"), MalformedVersion },
        { "another protocol", Line("GET / RTSP/1.0"), MalformedVersion },
        { "version after tab", Line("GET / \tHTTP/1.1"), MalformedVersion },
        { "tab in the target", Line("GET /a\tb HTTP/1.1"), InvalidTargetCharacter },
        { "fragment", Line("GET /a#b HTTP/1.1"), InvalidTargetCharacter },
        { "quote in the target", Line("GET /\" HTTP/1.1"), InvalidTargetCharacter },
        { "angle brackets in the target", Line("GET /<a> HTTP/1.1"), InvalidTargetCharacter },
        { "backslash in the path", Line("GET /a\\b HTTP/1.1"), InvalidTargetCharacter },
        { "backslash in the authority", Line("GET http://a\\@b/ HTTP/1.1"), InvalidTargetCharacter },
        { "byte above 0x7F in the target", Line("GET /caf\u00e9 HTTP/1.1"), InvalidTargetCharacter },
        { "relative path", Line("GET a/b HTTP/1.1"), InvalidTarget },
        { "query alone", Line("GET ?a=b HTTP/1.1"), InvalidTarget },
        { "authority with GET", Line("GET a:443 HTTP/1.1"), InvalidTarget },
        { "scheme without authority", Line("GET http: HTTP/1.1"), InvalidTarget },
        { "scheme with one slash", Line("GET http:/a HTTP/1.1"), InvalidTarget },
        { "empty authority", Line("GET http:///a HTTP/1.1"), InvalidTarget },
        { "nothing after the slashes", Line("GET http:// HTTP/1.1"), InvalidTarget },
        { "query instead of authority", Line("GET http://?a HTTP/1.1"), InvalidTarget },
        { "scheme that starts with a digit", Line("GET 1http://a/ HTTP/1.1"), InvalidTarget },
        { "no scheme", Line("GET ://a/ HTTP/1.1"), InvalidTarget },
        { "mailto", Line("GET mailto:a@b HTTP/1.1"), InvalidTarget },
        { "two asterisks", Line("OPTIONS ** HTTP/1.1"), InvalidTarget },
        { "asterisk with GET", Line("GET * HTTP/1.1"), AsteriskNeedsOptions },
        { "asterisk with an unknown method", Line("FOO * HTTP/1.1"), AsteriskNeedsOptions },
        { "asterisk with lower-case options", Line("options * HTTP/1.1"), AsteriskNeedsOptions },
        { "CONNECT without port", Line("CONNECT a HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT with empty port", Line("CONNECT a: HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to port 0", Line("CONNECT a:0 HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to port 65536", Line("CONNECT a:65536 HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to a port with a letter", Line("CONNECT a:44x HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to a signed port", Line("CONNECT a:+443 HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to a path", Line("CONNECT / HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to a URI", Line("CONNECT http://a:80/ HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT with a path", Line("CONNECT a:443/ HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT with user information", Line("CONNECT u@a:443 HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to an asterisk", Line("CONNECT * HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT without host", Line("CONNECT :443 HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to IPv6 without brackets", Line("CONNECT ::1:443 HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to an unclosed bracket", Line("CONNECT [::1:443 HTTP/1.1"), ConnectNeedsAuthority },
        { "CONNECT to a percent-encoded host", Line("CONNECT a%2e:443 HTTP/1.1"), ConnectNeedsAuthority },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_request_line_is_refused(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Refusal(message)));

    public static TheoryData<string, string> Accepted => new()
    {
        { "GET / HTTP/1.1", "GET Get / Origin 1.1" },
        { "HEAD /a HTTP/1.1", "HEAD Head /a Origin 1.1" },
        { "POST /a?b=c HTTP/1.1", "POST Post /a?b=c Origin 1.1" },
        { "PUT //a HTTP/1.1", "PUT Put //a Origin 1.1" },
        { "DELETE /%41 HTTP/1.1", "DELETE Delete /%41 Origin 1.1" },
        { "PATCH / HTTP/1.0", "PATCH Patch / Origin 1.0" },
        { "TRACE / HTTP/1.1", "TRACE Trace / Origin 1.1" },
        { "OPTIONS * HTTP/1.1", "OPTIONS Options * Asterisk 1.1" },
        { "OPTIONS / HTTP/1.1", "OPTIONS Options / Origin 1.1" },
        { "get / HTTP/1.1", "get Other / Origin 1.1" },
        { "M-SEARCH / HTTP/1.1", "M-SEARCH Other / Origin 1.1" },
        { "!#$%&'*+.^_`|~ / HTTP/1.1", "!#$%&'*+.^_`|~ Other / Origin 1.1" },
        { "CONNECT a:443 HTTP/1.1", "CONNECT Connect a:443 Authority 1.1" },
        { "CONNECT [::1]:8443 HTTP/1.1", "CONNECT Connect [::1]:8443 Authority 1.1" },
        { "CONNECT 127.0.0.1:1 HTTP/1.0", "CONNECT Connect 127.0.0.1:1 Authority 1.0" },
        { "CONNECT a:65535 HTTP/1.1", "CONNECT Connect a:65535 Authority 1.1" },
        { "GET http://b/ HTTP/1.1", "GET Get http://b/ Absolute 1.1" },
        { "GET http://b HTTP/1.1", "GET Get http://b Absolute 1.1" },
        { "GET HTTPS://b:1/?x HTTP/1.1", "GET Get HTTPS://b:1/?x Absolute 1.1" },
        { "GET ws+unix.x-1://b HTTP/1.1", "GET Get ws+unix.x-1://b Absolute 1.1" },
        { "OPTIONS http://b HTTP/1.1", "OPTIONS Options http://b Absolute 1.1" },
        { "GET /?q={a|b}^`\\ HTTP/1.1", "GET Get /?q={a|b}^`\\ Origin 1.1" },
        { "GET /-._~:/[]@!$&'()*+,;= HTTP/1.1", "GET Get /-._~:/[]@!$&'()*+,;= Origin 1.1" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_request_line_is_understood(string line, string expected) =>
        Assert.Contains($" {expected} ", Requests.Accepted(Line(line)), StringComparison.Ordinal);
}
