using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>
/// Whole streams as attackers send them: what this proxy takes for requests, told one by one until the stream is
/// refused or used up. A stream that two parsers on a path could cut differently must be refused before its second
/// request.
/// </summary>
public class SmugglingTests
{
    private const string Victim = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";

    public static TheoryData<string, string, string> Streams => new()
    {
        {
            "CL.TE: the front counts, the back reads chunks",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 13\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nSMUGGLED",
            "refused LengthAndTransferCoding"
        },
        {
            "TE.CL: the front reads chunks, the back counts",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "8\r\nSMUGGLED\r\n0\r\n\r\n",
            "refused LengthAndTransferCoding"
        },
        {
            "TE.TE: one of two codings is hidden from one of them",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n\r\n"
                + "0\r\n\r\n" + Victim,
            "refused ChunkedNotFinal"
        },
        {
            "CL.0: a length that the back ignores for GET",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 32\r\n\r\n" + Victim,
            "GET / 32 bytes"
        },
        {
            "CL.CL: which of two lengths counts",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 32\r\n\r\n" + Victim,
            "refused ConflictingContentLength"
        },
        {
            "CL.CL: in one field",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 32\r\n\r\n" + Victim,
            "refused ConflictingContentLength"
        },
        {
            "a length hidden behind a space",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length : 32\r\n\r\n" + Victim,
            "refused WhitespaceBeforeColon"
        },
        {
            "a length hidden behind a fold",
            "POST / HTTP/1.1\r\nHost: a\r\nX: y\r\n Content-Length: 32\r\n\r\n" + Victim,
            "refused ObsoleteLineFolding"
        },
        {
            "a length hidden behind a bare LF",
            "POST / HTTP/1.1\r\nHost: a\r\nX: y\nContent-Length: 32\r\n\r\n" + Victim,
            "refused BareLineFeed"
        },
        {
            "a length hidden behind a bare CR",
            "POST / HTTP/1.1\r\nHost: a\r\nX: y\rContent-Length: 32\r\n\r\n" + Victim,
            "refused BareCarriageReturn"
        },
        {
            "a head that ends early for who ends lines with LF",
            "POST / HTTP/1.1\r\nHost: a\r\nX: y\n\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n",
            "refused BareLineFeed"
        },
        {
            "a signed length",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +32\r\n\r\n" + Victim,
            "refused InvalidContentLength"
        },
        {
            "a length that wraps around",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551616\r\n\r\n" + Victim,
            "refused ContentLengthOverflow"
        },
        {
            "a connection option that removes the length",
            "POST / HTTP/1.1\r\nHost: a\r\nConnection: Content-Length\r\nContent-Length: 32\r\n\r\n" + Victim,
            "refused ConnectionListsEndToEndField"
        },
        {
            "a connection option that removes the host",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close, Host\r\n\r\n" + Victim,
            "refused ConnectionListsEndToEndField"
        },
        {
            "a chunk size with prefix",
            Chunked("0x5\r\nhello\r\n0\r\n\r\n" + Victim),
            "POST / chunked refused InvalidChunkSize"
        },
        {
            "a chunk size with sign",
            Chunked("+5\r\nhello\r\n0\r\n\r\n" + Victim),
            "POST / chunked refused InvalidChunkSize"
        },
        {
            "a chunk size with space",
            Chunked("5 \r\nhello\r\n0\r\n\r\n" + Victim),
            "POST / chunked refused InvalidChunkSize"
        },
        {
            "a chunk size that wraps around 32 bits",
            Chunked("100000005\r\nhello\r\n0\r\n\r\n"),
            "POST / chunked 12 bytes cut"
        },
        {
            "a chunk size that wraps around 64 bits",
            Chunked("10000000000000005\r\nhello\r\n0\r\n\r\n" + Victim),
            "POST / chunked refused ChunkSizeOverflow"
        },
        {
            "TERM.EXT: a line end inside an extension",
            Chunked("2;\nxx\r\n4c\r\n0\r\n\r\n" + Victim),
            "POST / chunked refused BareLineFeed"
        },
        {
            "EXT.TERM: a CR inside an extension",
            Chunked("2;a\rxx\r\n0\r\n\r\n" + Victim),
            "POST / chunked refused BareCarriageReturn"
        },
        {
            "TERM.SPILL: two bytes behind the data that are no line end",
            Chunked("5\r\nAAAAAXX2\r\n45\r\n0\r\n\r\n" + Victim),
            "POST / chunked 5 bytes refused MissingChunkEnd"
        },
        {
            "ONE.TWO: one LF behind the data",
            Chunked("5\r\nAAAAA\n2\r\nxx\r\n0\r\n\r\n" + Victim),
            "POST / chunked 5 bytes refused MissingChunkEnd"
        },
        {
            "ZERO.TWO: nothing behind the data",
            Chunked("5\r\nAAAAA0\r\n\r\n" + Victim),
            "POST / chunked 5 bytes refused MissingChunkEnd"
        },
        {
            "a quoted extension over two lines",
            Chunked("5;a=\"\r\nhello\r\n0\r\n\r\n\"\r\n" + Victim),
            "POST / chunked refused InvalidChunkExtension"
        },
        {
            "a request in the trailer section",
            Chunked("0\r\n" + Victim),
            "POST / chunked refused MissingColon"
        },
        {
            "a length in the trailer section",
            Chunked("0\r\nContent-Length: 32\r\n\r\n" + Victim),
            "POST / chunked refused ForbiddenTrailer"
        },
        {
            "a trailer section that ends with LF",
            Chunked("0\r\nX: y\r\n\n" + Victim),
            "POST / chunked refused BareLineFeed"
        },
        {
            "CONNECT with content that is a request",
            "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\nContent-Length: 32\r\n\r\n" + Victim,
            "refused ContentNotAllowed"
        },
        {
            "an HTTP/1.0 request with chunks",
            "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Victim,
            "refused TransferCodingInHttp10"
        },
        {
            "two hosts",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "refused DuplicateHost"
        },
        {
            "a host hidden behind a space",
            "GET / HTTP/1.1\r\nHost: a\r\nHost : b\r\n\r\n",
            "refused WhitespaceBeforeColon"
        },
        {
            "a second host behind the first",
            "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
            "refused InvalidHost"
        },
        {
            "a request line in a request line",
            "GET / HTTP/1.1 GET /admin HTTP/1.1\r\nHost: a\r\n\r\n",
            "refused MalformedRequestLine"
        },
        {
            "a request that looks like an answer",
            "HTTP/1.1 200 OK\r\nHost: a\r\n\r\n",
            "refused InvalidMethod"
        },
        {
            "two honest requests",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + Victim,
            "POST / 5 bytes, GET /admin"
        },
        {
            "two honest requests, the first in chunks",
            Chunked("5\r\nhello\r\n0\r\n\r\n" + Victim),
            "POST / chunked 5 bytes, GET /admin"
        },
        {
            "an honest request behind an old browser's extra line",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello\r\n" + Victim,
            "POST / 5 bytes, GET /admin"
        },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_stream_is_cut_in_one_way_only(string name, string stream, string expected) =>
        Assert.Equal((name, expected), (name, Tell(Segments.Bytes(stream))));

    private static string Chunked(string body) =>
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;

    private static string Tell(ReadOnlySpan<byte> stream)
    {
        using var head = new RequestHead();
        var story = new List<string>();
        while (!stream.IsEmpty)
        {
            var status = head.TryParse(stream, out var consumed);
            if (status != ParseStatus.Complete)
            {
                story.Add(status == ParseStatus.Refused ? $"refused {head.Refusal}" : "cut");
                break;
            }

            stream = stream[consumed..];
            var line = new StringBuilder($"{Segments.Text(head.Method)} {Segments.Text(head.Target)}");
            var goesOn = head.Framing != BodyFraming.Chunked || TellChunks(ref stream, line);
            if (head.Framing == BodyFraming.ContentLength)
            {
                var length = (int)Math.Min(head.ContentLength, stream.Length);
                line.Append(length > 0 ? $" {length} bytes" : "");
                stream = stream[length..];
            }

            story.Add(line.ToString());
            if (!goesOn)
            {
                break;
            }
        }

        return string.Join(", ", story);
    }

    private static bool TellChunks(ref ReadOnlySpan<byte> stream, StringBuilder line)
    {
        var decoder = new ChunkedDecoder();
        var content = 0;
        ChunkStatus status;
        do
        {
            status = decoder.Decode(stream, out var consumed, out _, out var length);
            content += length;
            stream = stream[consumed..];
        }
        while (status == ChunkStatus.Payload);

        line.Append(" chunked").Append(content > 0 ? $" {content} bytes" : "");
        line.Append(status switch
        {
            ChunkStatus.Refused => $" refused {decoder.Refusal}",
            ChunkStatus.NeedMore => " cut",
            _ => "",
        });
        return status == ChunkStatus.Complete;
    }
}
