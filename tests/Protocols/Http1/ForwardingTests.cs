using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Heads as well-known programs send them, and what leaves for the other side.</summary>
public class ForwardingTests
{
    public static TheoryData<string, string, string> FromClients => new()
    {
        {
            "curl",
            """
            GET http://example.com/ HTTP/1.1
            Host: example.com
            User-Agent: curl/8.5.0
            Accept: */*
            Proxy-Connection: Keep-Alive
            """,
            """
            GET / HTTP/1.1
            Host: example.com
            User-Agent: curl/8.5.0
            Accept: */*
            """
        },
        {
            "curl, upload of unknown length",
            """
            POST http://example.com/upload HTTP/1.1
            Host: example.com
            User-Agent: curl/8.5.0
            Accept: */*
            Proxy-Connection: Keep-Alive
            Transfer-Encoding: chunked
            Content-Type: application/x-www-form-urlencoded
            Expect: 100-continue
            """,
            """
            POST / HTTP/1.1
            Host: example.com
            User-Agent: curl/8.5.0
            Accept: */*
            Content-Type: application/x-www-form-urlencoded
            Expect: 100-continue
            Transfer-Encoding: chunked
            """
        },
        {
            "wget",
            """
            GET http://example.com/ HTTP/1.1
            User-Agent: Wget/1.21.4
            Accept: */*
            Accept-Encoding: identity
            Host: example.com
            Connection: Keep-Alive
            Proxy-Connection: Keep-Alive
            """,
            """
            GET / HTTP/1.1
            Host: example.com
            User-Agent: Wget/1.21.4
            Accept: */*
            Accept-Encoding: identity
            """
        },
        {
            "Python requests with proxy credentials",
            """
            POST http://example.com/v1/chat HTTP/1.1
            Host: example.com
            User-Agent: python-requests/2.32.3
            Accept-Encoding: gzip, deflate
            Accept: */*
            Connection: keep-alive
            Content-Length: 27
            Content-Type: application/json
            Proxy-Authorization: Basic dXNlcjpwYXNz
            """,
            """
            POST / HTTP/1.1
            Host: example.com
            User-Agent: python-requests/2.32.3
            Accept-Encoding: gzip, deflate
            Accept: */*
            Content-Type: application/json
            Content-Length: 27
            """
        },
        {
            "Go",
            """
            GET http://example.com/ HTTP/1.1
            Host: example.com
            User-Agent: Go-http-client/1.1
            Accept-Encoding: gzip
            """,
            """
            GET / HTTP/1.1
            Host: example.com
            User-Agent: Go-http-client/1.1
            Accept-Encoding: gzip
            """
        },
        {
            "Node in lower case",
            """
            PUT http://example.com/ HTTP/1.1
            accept: application/json
            content-type: application/json
            host: example.com
            connection: close
            content-length: 0
            """,
            """
            PUT / HTTP/1.1
            Host: example.com
            accept: application/json
            content-type: application/json
            Content-Length: 0
            """
        },
        {
            "a browser behind another proxy",
            """
            GET http://example.com/ HTTP/1.1
            Host: example.com
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Accept-Language: en-US,en;q=0.5
            Cookie: a=b; c="d e"; f=%20
            Upgrade-Insecure-Requests: 1
            X-Forwarded-For: 10.0.0.1
            X-Forwarded-Proto: https
            Via: 1.1 squid
            Forwarded: for=10.0.0.1
            Priority: u=0, i
            """,
            """
            GET / HTTP/1.1
            Host: example.com
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Accept-Language: en-US,en;q=0.5
            Cookie: a=b; c="d e"; f=%20
            Upgrade-Insecure-Requests: 1
            Priority: u=0, i
            """
        },
        {
            "gRPC-like, with TE",
            """
            POST http://example.com/ HTTP/1.1
            Host: example.com
            TE: trailers
            Connection: TE
            Trailer: X-Sum
            Transfer-Encoding: chunked
            """,
            """
            POST / HTTP/1.1
            Host: example.com
            Transfer-Encoding: chunked
            """
        },
        {
            "h2c upgrade that is not passed on",
            """
            GET http://example.com/ HTTP/1.1
            Host: example.com
            Connection: Upgrade, HTTP2-Settings
            Upgrade: h2c
            HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA
            """,
            """
            GET / HTTP/1.1
            Host: example.com
            """
        },
        {
            "a health probe of HTTP/1.0 without host",
            """
            GET http://example.com/ HTTP/1.0
            User-Agent: ApacheBench/2.3
            Accept: */*
            """,
            """
            GET / HTTP/1.1
            Host: example.com
            User-Agent: ApacheBench/2.3
            Accept: */*
            """
        },
        {
            "WebDAV",
            """
            PROPFIND http://example.com/ HTTP/1.1
            Host: example.com
            Depth: 1
            Content-Type: text/xml; charset="utf-8"
            Content-Length: 0
            If: (<urn:uuid:1> ["etag"])
            """,
            """
            PROPFIND / HTTP/1.1
            Host: example.com
            Depth: 1
            Content-Type: text/xml; charset="utf-8"
            If: (<urn:uuid:1> ["etag"])
            Content-Length: 0
            """
        },
        {
            "an agent that names itself",
            """
            GET http://example.com/ HTTP/1.1
            Host: example.com
            X-Pipelock-Agent: crawler
            Pipelock-Mediation: x
            Mcp-Session-Id: 1
            """,
            """
            GET / HTTP/1.1
            Host: example.com
            Mcp-Session-Id: 1
            """
        },
    };

    [Theory]
    [MemberData(nameof(FromClients))]
    public void A_request_goes_on(string client, string received, string expected)
    {
        using var head = Requests.Parse(Lines(received));
        var request = new OutgoingRequest(head)
        {
            Target = "/"u8,
            Host = "example.com"u8,
            Drop = KnownHeaderSet.ClientIdentity,
        };
        var output = new byte[HeadWriter.Size(request)];
        HeadWriter.Write(request, output);
        Assert.Equal((client, Lines(expected)), (client, Segments.Text(output)));
    }

    public static TheoryData<string, string, string> FromServers => new()
    {
        {
            "nginx",
            """
            HTTP/1.1 200 OK
            Server: nginx/1.22.1
            Date: Sun, 22 Nov 2026 15:00:00 GMT
            Content-Type: application/json
            Content-Length: 1024
            Last-Modified: Sun, 22 Nov 2026 15:00:00 GMT
            Connection: keep-alive
            ETag: "6560a7f0-400"
            Accept-Ranges: bytes
            """,
            """
            HTTP/1.1 200 OK
            Server: nginx/1.22.1
            Date: Sun, 22 Nov 2026 15:00:00 GMT
            Content-Type: application/json
            Last-Modified: Sun, 22 Nov 2026 15:00:00 GMT
            ETag: "6560a7f0-400"
            Accept-Ranges: bytes
            Content-Length: 1024
            """
        },
        {
            "a stream of events",
            """
            HTTP/1.1 200 OK
            content-type: text/event-stream; charset=utf-8
            cache-control: no-cache
            transfer-encoding: chunked
            alt-svc: h3=":443"; ma=86400
            """,
            """
            HTTP/1.1 200 OK
            content-type: text/event-stream; charset=utf-8
            cache-control: no-cache
            alt-svc: h3=":443"; ma=86400
            Transfer-Encoding: chunked
            """
        },
        {
            "Python's http.server, HTTP/1.0",
            """
            HTTP/1.0 404 File not found
            Server: SimpleHTTP/0.6 Python/3.11.2
            Date: Sun, 22 Nov 2026 15:00:00 GMT
            Connection: close
            Content-Type: text/html;charset=utf-8
            Content-Length: 335
            """,
            """
            HTTP/1.1 404 File not found
            Server: SimpleHTTP/0.6 Python/3.11.2
            Date: Sun, 22 Nov 2026 15:00:00 GMT
            Content-Type: text/html;charset=utf-8
            Content-Length: 335
            """
        },
        {
            "a redirect with cookies",
            """
            HTTP/1.1 302 Found
            Location: https://example.com/login?next=%2F
            Set-Cookie: a=1; Path=/; HttpOnly
            Set-Cookie: b=2; Expires=Sun, 22 Nov 2026 15:00:00 GMT
            Vary: Cookie
            Content-Length: 0
            Keep-Alive: timeout=5, max=100
            """,
            """
            HTTP/1.1 302 Found
            Location: https://example.com/login?next=%2F
            Set-Cookie: a=1; Path=/; HttpOnly
            Set-Cookie: b=2; Expires=Sun, 22 Nov 2026 15:00:00 GMT
            Vary: Cookie
            Content-Length: 0
            """
        },
        {
            "an answer with bytes beyond ASCII",
            "HTTP/1.1 200 OK\nContent-Disposition: inline; filename=\"caf\u00c3\u00a9.pdf\"\nContent-Length: 1",
            "HTTP/1.1 200 OK\nContent-Disposition: inline; filename=\"caf\u00c3\u00a9.pdf\"\nContent-Length: 1"
        },
        {
            "early hints",
            """
            HTTP/1.1 103 Early Hints
            Link: </style.css>; rel=preload; as=style
            """,
            """
            HTTP/1.1 103 Early Hints
            Link: </style.css>; rel=preload; as=style
            """
        },
        {
            "a server that wants HTTP/2",
            """
            HTTP/1.1 426 Upgrade Required
            Upgrade: HTTP/2.0
            Connection: Upgrade
            Content-Length: 9
            """,
            """
            HTTP/1.1 426 Upgrade Required
            Content-Length: 9
            """
        },
        {
            "partial content",
            """
            HTTP/1.1 206 Partial Content
            Content-Range: bytes 0-99/1000
            Content-Length: 100
            """,
            """
            HTTP/1.1 206 Partial Content
            Content-Range: bytes 0-99/1000
            Content-Length: 100
            """
        },
    };

    [Theory]
    [MemberData(nameof(FromServers))]
    public void A_response_goes_on(string server, string received, string expected)
    {
        using var head = Responses.Parse(Lines(received));
        var output = new byte[HeadWriter.Size(new OutgoingResponse(head))];
        HeadWriter.Write(new OutgoingResponse(head), output);
        Assert.Equal((server, Lines(expected)), (server, Segments.Text(output)));
    }

    private static string Lines(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n";
}
