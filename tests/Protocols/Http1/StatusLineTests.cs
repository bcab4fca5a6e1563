using Pipelock.Protocols.Http1;
using static Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9112 §4: the status line; and that field lines obey the rules they obey in requests.</summary>
public class StatusLineTests
{
    public static TheoryData<string, string, RefusalReason> Refused => new()
    {
        { "version alone", "HTTP/1.1\r\n\r\n", MalformedStatusLine },
        { "version and space", "HTTP/1.1 \r\n\r\n", MalformedStatusLine },
        { "two digits", "HTTP/1.1 20 OK\r\n\r\n", MalformedStatusLine },
        { "two digits and nothing", "HTTP/1.1 20\r\n\r\n", MalformedStatusLine },
        { "four digits", "HTTP/1.1 2000 OK\r\n\r\n", MalformedStatusLine },
        { "letter in the code", "HTTP/1.1 2o0 OK\r\n\r\n", MalformedStatusLine },
        { "sign in the code", "HTTP/1.1 +20 OK\r\n\r\n", MalformedStatusLine },
        { "reason without space", "HTTP/1.1 200OK\r\n\r\n", MalformedStatusLine },
        { "two spaces before the code", "HTTP/1.1  200 OK\r\n\r\n", MalformedStatusLine },
        { "tab behind the code", "HTTP/1.1 200\tOK\r\n\r\n", MalformedStatusLine },
        { "tab before the code", "HTTP/1.1\t200 OK\r\n\r\n", MalformedVersion },
        { "code 000", "HTTP/1.1 000 OK\r\n\r\n", InvalidStatusCode },
        { "code 099", "HTTP/1.1 099 OK\r\n\r\n", InvalidStatusCode },
        { "lower case", "http/1.1 200 OK\r\n\r\n", MalformedVersion },
        { "another protocol", "ICY 200 OK\r\n\r\n", MalformedVersion },
        { "no version", "200 OK\r\n\r\n", MalformedVersion },
        { "space first", " HTTP/1.1 200 OK\r\n\r\n", MalformedVersion },
        { "a request", "GET / HTTP/1.1\r\n\r\n", MalformedVersion },
        { "HTTP/2", "HTTP/2 200\r\n\r\n", MalformedVersion },
        { "HTTP/2.0", "HTTP/2.0 200 OK\r\n\r\n", UnsupportedVersion },
        { "HTTP/1.2", "HTTP/1.2 200 OK\r\n\r\n", UnsupportedVersion },
        { "HTTP/0.9", "HTTP/0.9 200 OK\r\n\r\n", UnsupportedVersion },
        { "empty line first", "\r\nHTTP/1.1 200 OK\r\n\r\n", LeadingEmptyLine },
        { "LF ends the status line", "HTTP/1.1 200 OK\n\r\n", BareLineFeed },
        { "LF ends a field", "HTTP/1.1 200 OK\r\nX: y\n\r\n", BareLineFeed },
        { "LF ends the head", "HTTP/1.1 200 OK\r\nX: y\r\n\n", BareLineFeed },
        { "CR in the reason", "HTTP/1.1 200 O\rK\r\n\r\n", BareCarriageReturn },
        { "CR in a value", Responses.Ok("X: a\rb\r\n"), BareCarriageReturn },
        { "NUL in the reason", "HTTP/1.1 200 O\0K\r\n\r\n", ControlCharacter },
        { "NUL in a value", Responses.Ok("X: a\0b\r\n"), ControlCharacter },
        { "escape in a value", Responses.Ok("X: \u001b[31m\r\n"), ControlCharacter },
        { "folded field", Responses.Ok("X: a\r\n b\r\n"), ObsoleteLineFolding },
        { "space before the colon", Responses.Ok("X : a\r\n"), WhitespaceBeforeColon },
        { "no colon", Responses.Ok("X\r\n"), MissingColon },
        { "empty name", Responses.Ok(": x\r\n"), InvalidFieldName },
        { "bad name", Responses.Ok("X@: x\r\n"), InvalidFieldName },
        { "bad option", Responses.Ok("Connection: a b\r\n"), InvalidConnection },
        { "option names the length", Responses.Ok("Connection: Content-Length\r\n"), ConnectionListsEndToEndField },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_response_is_refused(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Responses.Refusal(message)));

    public static TheoryData<string, string, string> Accepted => new()
    {
        { "plain", "HTTP/1.1 200 OK\r\n\r\n", "1.1 200 'OK'" },
        { "HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n", "1.0 200 'OK'" },
        { "empty reason", "HTTP/1.1 200 \r\n\r\n", "1.1 200 ''" },
        { "no reason, no space", "HTTP/1.1 200\r\n\r\n", "1.1 200 ''" },
        { "reason of words", "HTTP/1.1 404 Not Found at all\r\n\r\n", "1.1 404 'Not Found at all'" },
        { "reason that starts with space", "HTTP/1.1 200  OK\r\n\r\n", "1.1 200 ' OK'" },
        { "tab in the reason", "HTTP/1.1 200 O\tK\r\n\r\n", "1.1 200 'O\tK'" },
        { "reason beyond ASCII", "HTTP/1.1 404 Nicht gef\u00fcllt\r\n\r\n", "1.1 404 'Nicht gef\u00fcllt'" },
        { "code 100", "HTTP/1.1 100 Continue\r\n\r\n", "1.1 100 'Continue' None -1 keep interim" },
        { "code 103", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", "1.1 103 'Early Hints' None -1 keep interim" },
        { "code 599", "HTTP/1.1 599 x\r\n\r\n", "1.1 599 'x'" },
        { "code 999", "HTTP/1.1 999 x\r\n\r\n", "1.1 999 'x'" },
        { "bytes beyond ASCII in a value", Responses.Ok("X: \u00e9\u00ff\r\n"), "[X|\u00e9\u00ff|None]" },
        { "two cookies", Responses.Ok("Set-Cookie: a\r\nSet-Cookie: b\r\n"),
            "[Set-Cookie|a|SetCookie] [Set-Cookie|b|SetCookie]" },
        { "Host is an ordinary field", Responses.Ok("Host: a b\r\n"), "[Host|a b|Host]" },
        { "Expect is an ordinary field", Responses.Ok("Expect: x\r\n"), "[Expect|x|Expect]" },
        { "hop-by-hop", Responses.Ok("Keep-Alive: x\r\nProxy-Authenticate: y\r\n"),
            "[Proxy-Authenticate|y|ProxyAuthenticate|hop]" },
        { "listed", Responses.Ok("Connection: x\r\nX: 1\r\n"), "[X|1|None|hop]" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_response_is_understood(string name, string message, string expected) =>
        Assert.True(Responses.Accepted(message).Contains(expected, StringComparison.Ordinal), name);

    public static TheoryData<string, string, RefusalReason> Limits => new()
    {
        { "status line at its bound", $"HTTP/1.1 200 {new string('r', 7)}\r\n\r\n", None },
        { "status line one beyond", $"HTTP/1.1 200 {new string('r', 8)}\r\n\r\n", StatusLineTooLong },
        { "status line without end", $"HTTP/1.1 200 {new string('r', 99)}", StatusLineTooLong },
        { "field line one beyond", Responses.Ok($"X: {new string('v', 22)}\r\n"), FieldLineTooLong },
        { "head beyond its bound", Responses.Ok("A: 1234567890\r\nB: 1234567890\r\n"), HeadTooBig },
        { "one field too many", Responses.Ok("A:1\r\nB:2\r\nC:3\r\n"), TooManyFields },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_bound_holds(string name, string message, RefusalReason reason)
    {
        var limits = new HeadLimits { MaxLineBytes = 20, MaxFieldLineBytes = 24, MaxHeadBytes = 45, MaxFields = 2 };
        Assert.Equal((name, reason), (name, Responses.Refusal(message, RequestMethod.Get, limits)));
    }
}
