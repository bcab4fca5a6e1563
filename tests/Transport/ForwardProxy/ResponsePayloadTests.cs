using System.Text;
using Pipelock.Protocols.Http1;
using Pipelock.Transport.ForwardProxy;

namespace Pipelock.Transport.Tests.ForwardProxy;

public class ResponsePayloadTests
{
    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "counted", "Content-Length: 5\r\n", "helloNEXT", "hello" },
        { "chunked", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nX-Sum: 1\r\n\r\nNEXT",
            "hello!" },
        { "until close", "", "hello, and everything else", "hello, and everything else" },
    };

    [Theory, MemberData(nameof(Bodies))]
    public void The_framing_comes_off_wherever_the_bytes_are_cut(
        string name, string fields, string body, string payload)
    {
        var bytes = Encoding.ASCII.GetBytes(body);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var (text, left) = Read(fields, bytes[..cut], bytes[cut..]);

            Assert.True(text == payload, $"{name}, cut at {cut}: {text}");
            Assert.True(left is "" or "NEXT", $"{name}, cut at {cut}: {left} is left");
        }
    }

    [Fact]
    public void A_chunk_without_a_size_is_refused()
    {
        var payload = Begin("Transfer-Encoding: chunked\r\n");

        Assert.Equal(PayloadStatus.Refused, payload.Next("zz\r\n"u8, out _, out _, out _));
    }

    private static (string Text, string Left) Read(string fields, params byte[][] pieces)
    {
        var payload = Begin(fields);
        var text = new StringBuilder();
        var waiting = Array.Empty<byte>();
        foreach (var piece in pieces)
        {
            waiting = [.. waiting, .. piece];
            while (true)
            {
                var status = payload.Next(waiting, out var consumed, out var start, out var length);
                text.Append(Encoding.ASCII.GetString(waiting, start, length));
                waiting = waiting[consumed..];
                Assert.NotEqual(PayloadStatus.Refused, status);
                if (status == PayloadStatus.Complete) return (text.ToString(), Rest(pieces, waiting, piece));
                if (status == PayloadStatus.NeedMore) break;
            }
        }

        return (text.ToString(), Encoding.ASCII.GetString(waiting));
    }

    private static string Rest(byte[][] pieces, byte[] waiting, byte[] current)
    {
        var later = pieces.SkipWhile(piece => !ReferenceEquals(piece, current)).Skip(1).SelectMany(piece => piece);
        return Encoding.ASCII.GetString([.. waiting, .. later]);
    }

    private static ResponsePayload Begin(string fields)
    {
        using var head = new ResponseHead();
        var bytes = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{fields}\r\n");
        Assert.Equal(ParseStatus.Complete, head.TryParse(bytes, RequestMethod.Get, out _));
        return new ResponsePayload(head, new TrailerSection());
    }
}
