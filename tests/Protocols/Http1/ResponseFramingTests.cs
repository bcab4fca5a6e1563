using Pipelock.Protocols.Http1;
using static Pipelock.Protocols.Http1.RefusalReason;
using static Pipelock.Protocols.Http1.RequestMethod;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>RFC 9112 §6.3 in its order: where a response ends, and whether the connection survives.</summary>
public class ResponseFramingTests
{
    public static TheoryData<string, string, RefusalReason> Refused => new()
    {
        { "length and chunked", Responses.Ok("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
            LengthAndTransferCoding },
        { "chunked and length", Responses.Ok("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
            LengthAndTransferCoding },
        { "two equal lengths", Responses.Ok("Content-Length: 5\r\nContent-Length: 5\r\n"), RepeatedContentLength },
        { "list of equal lengths", Responses.Ok("Content-Length: 5, 5\r\n"), RepeatedContentLength },
        { "two different lengths", Responses.Ok("Content-Length: 5\r\nContent-Length: 6\r\n"),
            ConflictingContentLength },
        { "length with sign", Responses.Ok("Content-Length: +5\r\n"), InvalidContentLength },
        { "negative length", Responses.Ok("Content-Length: -1\r\n"), InvalidContentLength },
        { "empty length", Responses.Ok("Content-Length:\r\n"), InvalidContentLength },
        { "hexadecimal length", Responses.Ok("Content-Length: 0x10\r\n"), InvalidContentLength },
        { "length 2^63", Responses.Ok("Content-Length: 9223372036854775808\r\n"), ContentLengthOverflow },
        { "gzip", Responses.Ok("Transfer-Encoding: gzip\r\n"), UnsupportedTransferCoding },
        { "gzip, chunked", Responses.Ok("Transfer-Encoding: gzip, chunked\r\n"), UnsupportedTransferCoding },
        { "identity", Responses.Ok("Transfer-Encoding: identity\r\n"), UnsupportedTransferCoding },
        { "chunked, gzip", Responses.Ok("Transfer-Encoding: chunked, gzip\r\n"), ChunkedNotFinal },
        { "chunked, chunked", Responses.Ok("Transfer-Encoding: chunked, chunked\r\n"), ChunkedRepeated },
        { "empty coding", Responses.Ok("Transfer-Encoding:\r\n"), InvalidTransferEncoding },
        { "coding with parameter", Responses.Ok("Transfer-Encoding: chunked;x\r\n"), InvalidTransferEncoding },
        { "chunked in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", TransferCodingInHttp10 },
        { "204 chunked", "HTTP/1.1 204 x\r\nTransfer-Encoding: chunked\r\n\r\n", ContentInBodylessStatus },
        { "204 with length", "HTTP/1.1 204 x\r\nContent-Length: 5\r\n\r\n", ContentInBodylessStatus },
        { "100 with length", "HTTP/1.1 100 x\r\nContent-Length: 5\r\n\r\n", ContentInBodylessStatus },
        { "101 chunked", "HTTP/1.1 101 x\r\nTransfer-Encoding: chunked\r\n\r\n", ContentInBodylessStatus },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Framing_is_refused(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Responses.Refusal(message)));

    public static TheoryData<RequestMethod, string, string> Accepted => new()
    {
        { Get, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "ContentLength 5 keep" },
        { Get, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "ContentLength 0 keep" },
        { Get, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "Chunked -1 keep" },
        { Get, "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n", "Chunked -1 keep" },
        { Get, "HTTP/1.1 200 OK\r\n\r\n", "UntilClose -1 close" },
        { Get, "HTTP/1.0 200 OK\r\n\r\n", "UntilClose -1 close" },
        { Get, "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\n", "UntilClose -1 close" },
        { Get, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n", "ContentLength 5 close" },
        { Get, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: x, CLOSE\r\n\r\n", "ContentLength 5 close" },
        { Get, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n", "ContentLength 5 close" },
        { Get, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: Keep-Alive\r\n\r\n", "ContentLength 5 keep" },
        { Get, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive, close\r\n\r\n",
            "ContentLength 5 close" },
        { Head, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "None 5 keep" },
        { Head, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "None -1 keep" },
        { Head, "HTTP/1.1 200 OK\r\n\r\n", "None -1 keep" },
        { Head, "HTTP/1.0 200 OK\r\n\r\n", "None -1 close" },
        { Get, "HTTP/1.1 204 No Content\r\n\r\n", "None -1 keep" },
        { Get, "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", "None 0 keep" },
        { Get, "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", "None 5 keep" },
        { Get, "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", "None -1 keep" },
        { Get, "HTTP/1.1 304 Not Modified\r\n\r\n", "None -1 keep" },
        { Get, "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", "ContentLength 0 keep" },
        { Get, "HTTP/1.1 100 Continue\r\n\r\n", "None -1 keep interim" },
        { Get, "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n", "None 0 keep interim" },
        { Get, "HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", "None -1 keep upgrade" },
        { Get, "HTTP/1.1 101 x\r\nUpgrade: websocket\r\n\r\n", "None -1 keep [" },
        { Get, "HTTP/1.1 200 x\r\nConnection: Upgrade\r\nUpgrade: h2\r\nContent-Length: 0\r\n\r\n",
            "ContentLength 0 keep [" },
        { Connect, "HTTP/1.1 200 Connection established\r\n\r\n", "None -1 keep" },
        { Connect, "HTTP/1.1 200 x\r\nContent-Length: 5\r\n\r\n", "None -1 keep" },
        { Connect, "HTTP/1.1 299 x\r\nTransfer-Encoding: chunked\r\n\r\n", "None -1 keep" },
        { Connect, "HTTP/1.1 407 x\r\nContent-Length: 5\r\n\r\n", "ContentLength 5 keep" },
        { Connect, "HTTP/1.1 502 x\r\n\r\n", "UntilClose -1 close" },
        { Post, "HTTP/1.1 500 x\r\nContent-Length: 12\r\n\r\n", "ContentLength 12 keep" },
        { Other, "HTTP/1.1 200 x\r\nContent-Length: 12\r\n\r\n", "ContentLength 12 keep" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Framing_is_understood(RequestMethod method, string message, string expected) =>
        Assert.Contains($"' {expected}", Responses.Accepted(message, method), StringComparison.Ordinal);

    [Fact]
    public void Bytes_behind_the_head_are_not_taken()
    {
        using var head = new ResponseHead();
        var message = Responses.Ok("Content-Length: 4\r\n");
        var outcome = Responses.Outcome(head, message + "BODYHTTP/1.1 2", Get);
        Assert.EndsWith($"consumed={message.Length}", outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interim_response_is_followed_by_the_final_one()
    {
        using var head = new ResponseHead();
        var input = Segments.Bytes("HTTP/1.1 100 Continue\r\n\r\n" + Responses.Ok("Content-Length: 4\r\n"));
        Assert.Equal(ParseStatus.Complete, head.TryParse(input, Post, out var consumed));
        Assert.True(head.IsInterim);
        Assert.Equal(ParseStatus.Complete, head.TryParse(input.AsSpan(consumed), Post, out _));
        Assert.Equal((false, 4L), (head.IsInterim, head.ContentLength));
    }

    [Fact]
    public void A_cut_or_refused_head_shows_nothing()
    {
        using var head = new ResponseHead();
        Assert.Equal(ParseStatus.NeedMore, head.TryParse("HTTP/1.1 200 OK\r\nX: y\r\n"u8, Get, out _));
        Assert.True(head.IsPartial);
        Assert.Equal((0, 0), (head.Fields.Count, head.Reason.Length));
        Assert.Equal(ParseStatus.Refused, head.TryParse("\n"u8, Get, out _));
        Assert.Equal((0, 0), (head.Fields.Count, head.Reason.Length));
        head.Reset();
        Assert.Equal(None, head.Refusal);
    }
}
