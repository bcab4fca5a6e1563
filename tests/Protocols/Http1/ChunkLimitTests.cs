using Pipelock.Protocols.Http1;
using static Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Every bound of a chunked body beside its content.</summary>
public class ChunkLimitTests
{
    private static readonly ChunkLimits s_small = new()
    {
        MaxExtensionBytes = 6,
        MaxIdleExtensionBytes = 12,
        MaxTrailerBytes = 16,
        MaxTrailers = 2,
    };

    public static TheoryData<string, string, RefusalReason> Cases => new()
    {
        { "extension beyond its bound", "1;abcdef\r\n", ChunkExtensionTooLong },
        { "extension without end", "1;" + new string('a', 60), ChunkExtensionTooLong },
        { "extensions beyond what the content justifies",
            string.Concat(Enumerable.Repeat("1;abcde\r\nx\r\n", 3)), ChunkExtensionTooLong },
        { "trailers beyond their bound", "0\r\nA: 1234567890\r\n\r\n", TrailersTooBig },
        { "trailer without end", "0\r\nA: " + new string('a', 60), TrailersTooBig },
        { "one trailer too many", "0\r\nA:1\r\nB:1\r\nC:\r\n", TooManyTrailers },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bound_holds(string name, string body, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Chunks.Refusal(body, s_small)));

    public static TheoryData<string, string, string> Fitting => new()
    {
        { "extension at its bound", "1;abcde\r\nx\r\n0\r\n\r\n", "Complete 'x' left=0" },
        { "extensions justified by content",
            string.Concat(Enumerable.Repeat("8;abcde\r\n01234567\r\n", 4)) + "0\r\n\r\n",
            $"Complete '{string.Concat(Enumerable.Repeat("01234567", 4))}' left=0" },
        { "trailers at their bound", "0\r\nA: 123456789\r\n\r\n", "Complete '' left=0 [A|123456789|None]" },
        { "as many trailers as may be", "0\r\nA:1\r\nB:1\r\n\r\n", "Complete '' left=0 [A|1|None] [B|1|None]" },
    };

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_just_fits_passes(string name, string body, string expected) =>
        Assert.Equal((name, expected), (name, Chunks.Outcome(body, s_small)));

    [Fact]
    public void A_trailer_section_serves_one_body_after_the_other()
    {
        var section = new TrailerSection();
        var first = new ChunkedDecoder(section);
        Assert.Equal(ChunkStatus.Complete, first.Decode("0\r\nA: 1\r\n\r\n"u8, out _, out _, out _));
        Assert.Equal(1, section.Fields.Count);
        var second = new ChunkedDecoder(section);
        Assert.Equal(0, section.Fields.Count);
        Assert.Equal(ChunkStatus.Complete, second.Decode("0\r\n\r\n"u8, out _, out _, out _));
        Assert.Equal(0, section.Fields.Count);
    }

    [Fact]
    public void A_decoder_makes_its_trailer_section_when_a_trailer_comes()
    {
        var decoder = new ChunkedDecoder();
        Assert.Equal(ChunkStatus.NeedMore, decoder.Decode("0\r\n"u8, out _, out _, out _));
        Assert.Null(decoder.Trailers);
        Assert.Equal(ChunkStatus.Complete, decoder.Decode("A: 1\r\n\r\n"u8, out _, out _, out _));
        Assert.Equal("1", Segments.Text(decoder.Trailers!.Fields.Value(0)));
    }

    [Fact]
    public void The_default_decoder_takes_neither_extensions_nor_trailers()
    {
        ChunkedDecoder plain = default;
        Assert.Equal(ChunkStatus.Complete, plain.Decode("0\r\n\r\n"u8, out _, out _, out _));
        ChunkedDecoder extended = default;
        Assert.Equal(ChunkStatus.Refused, extended.Decode("0;a\r\n\r\n"u8, out _, out _, out _));
        ChunkedDecoder trailing = default;
        Assert.Equal(ChunkStatus.Refused, trailing.Decode("0\r\nA: 1\r\n\r\n"u8, out _, out _, out _));
    }

    [Fact]
    public void A_complete_or_refused_body_stays_so_and_takes_nothing()
    {
        var complete = new ChunkedDecoder();
        Assert.Equal(ChunkStatus.Complete, complete.Decode("0\r\n\r\nX"u8, out _, out _, out _));
        Assert.Equal(ChunkStatus.Complete, complete.Decode("X"u8, out var consumed, out _, out _));
        Assert.Equal(0, consumed);
        var refused = new ChunkedDecoder();
        Assert.Equal(ChunkStatus.Refused, refused.Decode("x"u8, out _, out _, out _));
        Assert.Equal(ChunkStatus.Refused, refused.Decode("0\r\n\r\n"u8, out consumed, out _, out _));
        Assert.Equal(InvalidChunkSize, refused.Refusal);
    }

    [Fact]
    public void The_slice_lies_where_the_data_lies()
    {
        var decoder = new ChunkedDecoder();
        Assert.Equal(ChunkStatus.Payload, decoder.Decode("5\r\nhello\r\n0"u8, out var consumed, out var start,
            out var length));
        Assert.Equal((8, 3, 5), (consumed, start, length));
    }
}
