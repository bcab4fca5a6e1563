using System.Buffers;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>What goes out: rebuilt from what was understood, never what came in.</summary>
public class HeadWriterTests
{
    private const string Start = "GET /x HTTP/1.1\r\nHost: o\r\n";

    public static TheoryData<string, string, string> RequestFields => new()
    {
        { "nothing", "", "" },
        { "field", "X: y\r\n", "X: y\r\n" },
        { "case is kept", "x-CASE: y\r\n", "x-CASE: y\r\n" },
        { "order is kept", "B: 1\r\nA: 2\r\nB: 3\r\n", "B: 1\r\nA: 2\r\nB: 3\r\n" },
        { "whitespace is normalised", "X:  \t y \t\r\nY:z\r\n", "X: y\r\nY: z\r\n" },
        { "empty value", "X:\r\n", "X: \r\n" },
        { "bytes beyond ASCII", "X: \u00e9\r\n", "X: \u00e9\r\n" },
        { "fixed hop-by-hop", "Keep-Alive: 1\r\nX: y\r\nTE: trailers\r\nTrailer: z\r\nProxy-Connection: q\r\n",
            "X: y\r\n" },
        { "proxy authentication", "Proxy-Authorization: Basic x\r\nProxy-Authenticate: y\r\n", "" },
        { "listed by Connection", "X-A: 1\r\nConnection: x-a, Cookie\r\nCookie: 2\r\nX-B: 3\r\n", "X-B: 3\r\n" },
        { "close is not passed on", "Connection: close\r\n", "" },
        { "upgrade is not passed on", "Connection: upgrade\r\nUpgrade: websocket\r\n", "" },
        { "length comes last", "Content-Length: 05\r\nX: y\r\n", "X: y\r\nContent-Length: 5\r\n" },
        { "length 0 stays", "Content-Length: 0\r\n", "Content-Length: 0\r\n" },
        { "chunked comes last", "Transfer-Encoding: CHUNKED\r\nX: y\r\n", "X: y\r\nTransfer-Encoding: chunked\r\n" },
        { "identity is dropped when asked", "Via: 1\r\nX-Forwarded-For: 2\r\nX-Real-IP: 3\r\nForwarded: 4\r\n", "" },
        { "all of it",
            "X-Forwarded-Host: 1\r\nX-Forwarded-Proto: 2\r\nX-Forwarded-Port: 3\r\nX-Pipelock-Agent: 4\r\n", "" },
        { "end-to-end authorization stays", "Authorization: x\r\n", "Authorization: x\r\n" },
    };

    [Theory]
    [MemberData(nameof(RequestFields))]
    public void Request_fields_are_rebuilt(string name, string fields, string expected)
    {
        using var head = Requests.Parse($"GET http://o/x HTTP/1.1\r\nAccept: a\r\nHost: a\r\n{fields}\r\n");
        var request = new OutgoingRequest(head) { Target = "/x"u8, Host = "o"u8, Drop = KnownHeaderSet.ClientIdentity };
        Assert.Equal((name, $"{Start}Accept: a\r\n{expected}\r\n"), (name, Written(request)));
    }

    [Fact]
    public void A_request_keeps_its_own_target_host_and_method_unless_told_otherwise()
    {
        using var head = Requests.Parse("PURGE /a?b HTTP/1.0\r\nX: y\r\nHost: h:8080\r\n\r\n");
        Assert.Equal("PURGE /a?b HTTP/1.1\r\nHost: h:8080\r\nX: y\r\n\r\n", Written(new OutgoingRequest(head)));
    }

    [Fact]
    public void Framing_and_connection_can_be_changed()
    {
        using var head = Requests.Parse("GET /x HTTP/1.1\r\nHost: o\r\nContent-Length: 5\r\n\r\n");
        Assert.Equal(
            Start + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
            Written(new OutgoingRequest(head) { Framing = BodyFraming.Chunked, Connection = ConnectionIntent.Close }));
        Assert.Equal(
            Start + "Content-Length: 1234567890123\r\n\r\n",
            Written(new OutgoingRequest(head) { ContentLength = 1234567890123 }));
        Assert.Equal(Start + "\r\n", Written(new OutgoingRequest(head) { Framing = BodyFraming.None }));
    }

    [Fact]
    public void Extra_fields_come_behind_the_own_ones()
    {
        using var head = Requests.Parse("GET /x HTTP/1.1\r\nX: y\r\nHost: o\r\n\r\n");
        Assert.Equal(
            Start + "X: y\r\nVia: 1.1 p\r\n\r\n",
                Written(new OutgoingRequest(head) { ExtraFields = "Via: 1.1 p\r\n"u8 }));
    }

    [Fact]
    public void An_upgrade_is_passed_on_when_asked()
    {
        using var head = Requests.Parse(
            "GET /x HTTP/1.1\r\nHost: o\r\nConnection: keep-alive, Upgrade, X\r\nX: 1\r\nUpgrade: websocket\r\n\r\n");
        Assert.Equal(
            Start + "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            Written(new OutgoingRequest(head) { Connection = ConnectionIntent.Upgrade }));
    }

    public static TheoryData<RequestMethod, string, string> ResponseHeads => new()
    {
        { RequestMethod.Get, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" },
        { RequestMethod.Get, "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\n" },
        { RequestMethod.Get, "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n" },
        { RequestMethod.Get, "HTTP/1.1 404 Not Found\r\nX:y\r\nTransfer-Encoding: chunked\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nX: y\r\nTransfer-Encoding: chunked\r\n\r\n" },
        { RequestMethod.Get,
            "HTTP/1.1 200 OK\r\nKeep-Alive: 5\r\nConnection: Keep-Alive,X\r\nX: 1\r\nY: 2\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nY: 2\r\nContent-Length: 0\r\n\r\n" },
        { RequestMethod.Head, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" },
        { RequestMethod.Head, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n" },
        { RequestMethod.Get, "HTTP/1.1 304 NM\r\nETag: x\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.1 304 NM\r\nETag: x\r\nContent-Length: 5\r\n\r\n" },
        { RequestMethod.Get, "HTTP/1.1 204 NC\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 204 NC\r\n\r\n" },
        { RequestMethod.Get, "HTTP/1.1 103 EH\r\nContent-Length: 0\r\nLink: x\r\n\r\n",
            "HTTP/1.1 103 EH\r\nLink: x\r\n\r\n" },
        { RequestMethod.Get, "HTTP/1.1 200 OK\r\nHost: kept\r\nContent-Length: 1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nHost: kept\r\nContent-Length: 1\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(ResponseHeads))]
    public void Responses_are_rebuilt(RequestMethod method, string message, string expected)
    {
        using var head = Responses.Parse(message, method);
        Assert.Equal(expected, Written(new OutgoingResponse(head)));
    }

    [Fact]
    public void A_response_can_be_reframed()
    {
        using var head = Responses.Parse("HTTP/1.1 200 OK\r\nETag: x\r\nVia: y\r\n\r\n");
        var response = new OutgoingResponse(head)
        {
            Framing = ResponseFraming.Chunked,
            Connection = ConnectionIntent.KeepAlive,
            Drop = new KnownHeaderSet(KnownHeader.ETag),
            ExtraFields = "Z: 1\r\n"u8,
        };
        Assert.Equal(
            "HTTP/1.1 200 OK\r\nVia: y\r\nZ: 1\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n",
            Written(response));
    }

    [Fact]
    public void A_switch_of_protocols_is_passed_on_when_asked()
    {
        using var head = Responses.Parse("HTTP/1.1 101 SP\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        Assert.Equal(
            "HTTP/1.1 101 SP\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            Written(new OutgoingResponse(head) { Connection = ConnectionIntent.Upgrade }));
    }

    [Fact]
    public void A_destination_that_is_too_small_is_refused()
    {
        using var head = Requests.Parse(Requests.Get("X: y\r\n"));
        var size = HeadWriter.Size(new OutgoingRequest(head));
        Assert.Throws<ArgumentException>(() => HeadWriter.Write(new OutgoingRequest(head), new byte[size - 1]));
    }

    private static string Written(in OutgoingRequest request)
    {
        var exact = new byte[HeadWriter.Size(request)];
        Assert.Equal(exact.Length, HeadWriter.Write(request, exact));
        var pipe = new ArrayBufferWriter<byte>();
        HeadWriter.Write(request, pipe);
        Assert.True(pipe.WrittenSpan.SequenceEqual(exact));
        return Segments.Text(exact);
    }

    private static string Written(in OutgoingResponse response)
    {
        var exact = new byte[HeadWriter.Size(response)];
        Assert.Equal(exact.Length, HeadWriter.Write(response, exact));
        var pipe = new ArrayBufferWriter<byte>();
        HeadWriter.Write(response, pipe);
        Assert.True(pipe.WrittenSpan.SequenceEqual(exact));
        return Segments.Text(exact);
    }
}
