using System.Buffers;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

public class ChunkWritingTests
{
    [Theory]
    [InlineData(1, "1\r\n")]
    [InlineData(15, "f\r\n")]
    [InlineData(16, "10\r\n")]
    [InlineData(65536, "10000\r\n")]
    [InlineData(int.MaxValue, "7fffffff\r\n")]
    public void A_chunk_header_is_its_size_in_hexadecimal(int length, string expected)
    {
        var destination = new byte[HeadWriter.MaxChunkHeaderBytes];
        var size = HeadWriter.WriteChunkHeader(length, destination);
        Assert.Equal(expected, Segments.Text(destination.AsSpan(0, size)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_chunk_of_no_data_would_end_the_body_and_is_refused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HeadWriter.WriteChunkHeader(length, new byte[10]));

    [Fact]
    public void Chunks_and_the_last_chunk_make_a_body()
    {
        var output = new ArrayBufferWriter<byte>();
        HeadWriter.WriteChunk("hello"u8, output);
        HeadWriter.WriteChunk(default, output);
        HeadWriter.WriteChunk("world!"u8, output);
        HeadWriter.WriteLastChunk(null, output);
        Assert.Equal("5\r\nhello\r\n6\r\nworld!\r\n0\r\n\r\n", Segments.Text(output.WrittenSpan));
    }

    [Fact]
    public void Trailers_are_rebuilt()
    {
        var section = new TrailerSection();
        var decoder = new ChunkedDecoder(section);
        Assert.Equal(ChunkStatus.Complete, decoder.Decode("00\r\nA:1 \r\nb: \t2\r\n\r\n"u8, out _, out _, out _));
        var output = new ArrayBufferWriter<byte>();
        HeadWriter.WriteLastChunk(section.Fields, output);
        Assert.Equal("0\r\nA: 1\r\nb: 2\r\n\r\n", Segments.Text(output.WrittenSpan));
        Assert.Equal(HeadWriter.LastChunkSize(section.Fields), output.WrittenCount);
    }

    [Fact]
    public void Constants_are_what_they_say()
    {
        Assert.Equal("0\r\n\r\n", Segments.Text(HeadWriter.LastChunk));
        Assert.Equal("\r\n", Segments.Text(HeadWriter.ChunkEnd));
        Assert.Equal(5, HeadWriter.LastChunkSize(null));
    }
}
