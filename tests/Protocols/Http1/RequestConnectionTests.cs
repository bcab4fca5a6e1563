using static Pipelock.Protocols.Http1.RefusalReason;
using static Pipelock.Protocols.Tests.Http1.Requests;
using RefusalReason = Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9110 §7.6.1, §7.8, §10.1.1 and RFC 9112 §9.3: options, upgrade, expectations, persistence.</summary>
public class RequestConnectionTests
{
    public static TheoryData<string, string, RefusalReason> Refused => new()
    {
        { "option with space", Get("Connection: keep alive\r\n"), InvalidConnection },
        { "option with parameter", Get("Connection: close;x=1\r\n"), InvalidConnection },
        { "quoted option", Get("Connection: \"close\"\r\n"), InvalidConnection },
        { "option beyond ASCII", Get("Connection: cl\u00f6se\r\n"), InvalidConnection },
        { "lists Host", Get("Connection: Host\r\n"), ConnectionListsEndToEndField },
        { "lists Content-Length", Post("Connection: close, content-length\r\n"), ConnectionListsEndToEndField },
        { "33 options", Get($"Connection: {string.Join(',', Enumerable.Repeat("x", 33))}\r\n"),
            TooManyConnectionOptions },
        { "33 options in fields", Get(string.Concat(Enumerable.Repeat("Connection: x\r\n", 33))),
            TooManyConnectionOptions },
        { "unknown expectation", Post("Expect: 200-ok\r\n"), UnsupportedExpectation },
        { "empty expectation", Post("Expect:\r\n"), UnsupportedExpectation },
        { "expectation with parameter", Post("Expect: 100-continue;x=1\r\n"), UnsupportedExpectation },
        { "list of expectations", Post("Expect: 100-continue, 100-continue\r\n"), UnsupportedExpectation },
        { "one known, one unknown", Post("Expect: 100-continue\r\nExpect: x\r\n"), UnsupportedExpectation },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_field_is_refused(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Refusal(message)));

    public static TheoryData<string, string, string> Accepted => new()
    {
        { "HTTP/1.1 persists", Get(""), " keep [" },
        { "keep-alive", Get("Connection: keep-alive\r\n"), " keep [" },
        { "close", Get("Connection: close\r\n"), " close [" },
        { "close in mixed case", Get("Connection: CLOSE\r\n"), " close [" },
        { "close in a list", Get("Connection: x, close\r\n"), " close [" },
        { "close in a second field", Get("Connection: x\r\nConnection: close\r\n"), " close [" },
        { "close beats keep-alive", Get("Connection: keep-alive, close\r\n"), " close [" },
        { "empty elements", Get("Connection: , ,close,\r\n"), " close [" },
        { "empty", Get("Connection:\r\n"), " keep [" },
        { "Proxy-Connection decides nothing", Get("Proxy-Connection: close\r\n"), " keep [" },
        { "HTTP/1.0", "GET / HTTP/1.0\r\nX: y\r\n\r\n", " close [" },
        { "HTTP/1.0 keep-alive to a proxy", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", " close [" },
        { "upgrade", Get("Connection: Upgrade\r\nUpgrade: websocket\r\n"), " keep upgrade [" },
        { "upgrade in a list", Get("Connection: keep-alive, upgrade\r\nUpgrade: h2c\r\n"), " keep upgrade [" },
        { "Upgrade without option", Get("Upgrade: websocket\r\n"), " keep [" },
        { "option without Upgrade", Get("Connection: upgrade\r\n"), " keep [" },
        { "empty Upgrade", Get("Connection: upgrade\r\nUpgrade:\r\n"), " keep [" },
        { "upgrade in HTTP/1.0", "GET / HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n", " close [" },
        { "100-continue", Post("Expect: 100-continue\r\nContent-Length: 5\r\n"), " keep continue [" },
        { "100-Continue chunked", Post("Expect: 100-Continue\r\nTransfer-Encoding: chunked\r\n"), " keep continue [" },
        { "100-continue without content", Post("Expect: 100-continue\r\n"), " keep [" },
        { "expectation in HTTP/1.0", "POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: x\r\n\r\n", " close [" },
        { "fixed hop-by-hop", Get("Keep-Alive: 5\r\n"), "[Keep-Alive|5|KeepAlive|hop]" },
        { "TE", Get("TE: trailers\r\n"), "[TE|trailers|TE|hop]" },
        { "Trailer", Get("Trailer: x\r\n"), "[Trailer|x|Trailer|hop]" },
        { "Proxy-Connection", Get("Proxy-Connection: x\r\n"), "[Proxy-Connection|x|ProxyConnection|hop]" },
        { "Proxy-Authorization", Get("Proxy-Authorization: x\r\n"), "[Proxy-Authorization|x|ProxyAuthorization|hop]" },
        { "listed unknown field", Get("X-Hop: 1\r\nConnection: x-hop\r\n"), "[X-Hop|1|None|hop]" },
        { "listed before it comes", Get("Connection: x-hop\r\nX-HOP: 1\r\n"), "[X-HOP|1|None|hop]" },
        { "listed known field", Get("Connection: cookie\r\nCookie: 1\r\n"), "[Cookie|1|Cookie|hop]" },
        { "listed twice, both marked", Get("Connection: a\r\nA: 1\r\nA: 2\r\n"), "[A|1|None|hop] [A|2|None|hop]" },
        { "prefix is not listed", Get("Connection: x-ho\r\nX-Hop: 1\r\n"), "[X-Hop|1|None]" },
        { "end-to-end", Get("Authorization: x\r\n"), "[Authorization|x|Authorization]" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_field_is_understood(string name, string message, string expected) =>
        Assert.True(Requests.Accepted(message).Contains(expected, StringComparison.Ordinal), name);
}
