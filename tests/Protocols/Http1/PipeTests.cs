using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>The parsers as a connection uses them: on a pipe that is filled in pieces while it is read.</summary>
public class PipeTests
{
    private const string Exchange =
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5;x=\"y\"\r\nhello\r\n6\r\n world\r\n0\r\nSum: 1\r\n\r\n"
        + "\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n"
        + "PUT /c HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(61)]
    [InlineData(1000)]
    public async Task Pipelined_exchanges_read_the_same_in_pieces_of_any_size(int pieceBytes)
    {
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 16, pauseWriterThreshold: 0));
        var writing = Fill(pipe.Writer, pieceBytes);
        using var head = new RequestHead();
        var story = new StringBuilder();
        while (await ReadHead(pipe.Reader, head))
        {
            story.Append($"{Segments.Text(head.Method)} {Segments.Text(head.Target)} ");
            story.Append(head.Framing switch
            {
                BodyFraming.Chunked => await ReadChunks(pipe.Reader),
                BodyFraming.ContentLength => await ReadBytes(pipe.Reader, (int)head.ContentLength),
                _ => "",
            });
            story.Append('|');
        }

        await writing;
        Assert.Equal("POST /a hello world Sum=1|GET /b |PUT /c abc|", story.ToString());
    }

    [Fact]
    public async Task A_connection_that_ends_within_a_head_is_told_from_an_idle_one()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Segments.Bytes("GET / HTTP/1.1\r\nHos"));
        await pipe.Writer.CompleteAsync();
        using var head = new RequestHead();
        Assert.False(await ReadHead(pipe.Reader, head));
        Assert.True(head.IsPartial);
    }

    private static async Task Fill(PipeWriter writer, int pieceBytes)
    {
        foreach (var piece in Segments.Bytes(Exchange).Chunk(pieceBytes))
        {
            await writer.WriteAsync(piece);
            await Task.Yield();
        }

        await writer.CompleteAsync();
    }

    private static async Task<bool> ReadHead(PipeReader reader, RequestHead head)
    {
        while (true)
        {
            var result = await reader.ReadAsync();
            var status = head.TryParse(result.Buffer, out var consumed, out var examined);
            reader.AdvanceTo(consumed, examined);
            Assert.NotEqual(ParseStatus.Refused, status);
            if (status == ParseStatus.Complete || result.IsCompleted)
            {
                return status == ParseStatus.Complete;
            }
        }
    }

    private static async Task<string> ReadChunks(PipeReader reader)
    {
        var decoder = new ChunkedDecoder();
        var content = new StringBuilder();
        while (true)
        {
            var result = await reader.ReadAsync();
            var taken = 0L;
            foreach (var segment in result.Buffer)
            {
                taken += Decode(ref decoder, segment.Span, content);
            }

            reader.AdvanceTo(result.Buffer.GetPosition(taken));
            Assert.Equal(RefusalReason.None, decoder.Refusal);
            if (decoder.IsComplete)
            {
                var trailers = decoder.Trailers!.Fields;
                return $"{content} {Segments.Text(trailers.Name(0))}={Segments.Text(trailers.Value(0))}";
            }
        }
    }

    private static int Decode(ref ChunkedDecoder decoder, ReadOnlySpan<byte> input, StringBuilder content)
    {
        var taken = 0;
        ChunkStatus status;
        do
        {
            status = decoder.Decode(input[taken..], out var consumed, out var start, out var length);
            content.Append(Segments.Text(input.Slice(taken + start, length)));
            taken += consumed;
        }
        while (status == ChunkStatus.Payload);
        return taken;
    }

    private static async Task<string> ReadBytes(PipeReader reader, int length)
    {
        var result = await reader.ReadAtLeastAsync(length);
        var text = Segments.Text(result.Buffer.Slice(0, length).ToArray());
        reader.AdvanceTo(result.Buffer.GetPosition(length));
        return text;
    }
}
