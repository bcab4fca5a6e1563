using Pipelock.Protocols.Http1;
using static Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>
/// Nobody waits for the end of a head that is already lost: the refusal comes with the first byte, or the first line
/// end, that decides it. Where that is stands in the text as a bar.
/// </summary>
public class EarlyRefusalTests
{
    public static TheoryData<string, RefusalReason> Requests => new()
    {
        { "\n|", BareLineFeed },
        { "\rG|", BareCarriageReturn },
        { "\r\n\r\n|", LeadingEmptyLine },
        { "\u0016|\u0003\u0001", ControlCharacter },
        { "GET / HTTP/1.1\n|Host: a", BareLineFeed },
        { "GET / HTTP/1.1\rH|ost: a", BareCarriageReturn },
        { "GET /\0| HTTP/1.1", ControlCharacter },
        { "GET /\r\n|Host: a", MalformedRequestLine },
        { "G@T / HTTP/1.1\r\n|Host: a", InvalidMethod },
        { "GET /# HTTP/1.1\r\n|Host: a", InvalidTargetCharacter },
        { "GET * HTTP/1.1\r\n|Host: a", AsteriskNeedsOptions },
        { "CONNECT a HTTP/1.1\r\n|Host: a", ConnectNeedsAuthority },
        { "GET / HTTP/2.0\r\n|Host: a", UnsupportedVersion },
        { "PRI * HTTP/2.0\r\n|\r\nSM\r\n\r\n", UnsupportedVersion },
        { "GET / HTTP/1.1\r\n Host: a\r\n|X: y", ObsoleteLineFolding },
        { "GET / HTTP/1.1\r\nHost : a\r\n|X: y", WhitespaceBeforeColon },
        { "GET / HTTP/1.1\r\nHost a\r\n|X: y", MissingColon },
        { "GET / HTTP/1.1\r\n: a\r\n|X: y", InvalidFieldName },
        { "GET / HTTP/1.1\r\nX: a\u0000|\r\nX: y", ControlCharacter },
        { "GET / HTTP/1.1\r\n\r\n|", MissingHost },
        { "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n|", InvalidContentLength },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_is_refused_at_the_byte_that_decides(string text, RefusalReason reason)
    {
        using var head = new RequestHead();
        var seen = WithBar(text, (ReadOnlySpan<byte> input) => head.TryParse(input, out _) == ParseStatus.Refused);
        Assert.Equal((text, reason), (seen, head.Refusal));
    }

    public static TheoryData<string, RefusalReason> Bodies => new()
    {
        { "\r|\n", InvalidChunkSize },
        { "g|", InvalidChunkSize },
        { "0x|5", InvalidChunkSize },
        { "5 |\r\n", InvalidChunkSize },
        { "5\n|", BareLineFeed },
        { "5\rh|", BareCarriageReturn },
        { "8000000000000000|", ChunkSizeOverflow },
        { "00000000000000000|", ChunkSizeTooLong },
        { "5;;|", InvalidChunkExtension },
        { "5;\r|\n", InvalidChunkExtension },
        { "5;a=\"\r|\n", InvalidChunkExtension },
        { "1\r\nxy|", MissingChunkEnd },
        { "1\r\nx\ry|", MissingChunkEnd },
        { "0\r\n\rx|", BareCarriageReturn },
        { "0\r\n\n|", BareLineFeed },
        { "0\r\nHost: a\r\n|X: y", ForbiddenTrailer },
        { "0\r\n X: y\r\n|Z: y", ObsoleteLineFolding },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_is_refused_at_the_byte_that_decides(string text, RefusalReason reason)
    {
        var decoder = new ChunkedDecoder();
        var seen = WithBar(text, (ReadOnlySpan<byte> input) => Decode(ref decoder, input));
        Assert.Equal((text, reason), (seen, decoder.Refusal));
    }

    [Fact]
    public void A_line_beyond_its_bound_is_refused_at_the_first_byte_beyond()
    {
        using var head = new RequestHead();
        var bound = HeadLimits.Default.MaxLineBytes;
        Assert.Equal(ParseStatus.NeedMore, head.TryParse(Segments.Bytes("GET /" + new string('p', bound - 5)), out _));
        Assert.Equal(ParseStatus.Refused, head.TryParse("p"u8, out _));
        Assert.Equal(RequestLineTooLong, head.Refusal);
    }

    private delegate bool Refuses(ReadOnlySpan<byte> input);

    /// <summary>Feeds the text without its bar byte by byte and puts a bar where the refusal came.</summary>
    private static string WithBar(string text, Refuses refuses)
    {
        var bytes = Segments.Bytes(text.Replace("|", "", StringComparison.Ordinal));
        for (var i = 0; i < bytes.Length; i++)
        {
            if (refuses(bytes.AsSpan(i, 1)))
            {
                return Segments.Text(bytes).Insert(i + 1, "|");
            }
        }

        return Segments.Text(bytes);
    }

    private static bool Decode(ref ChunkedDecoder decoder, ReadOnlySpan<byte> input) =>
        decoder.Decode(input, out _, out _, out _) == ChunkStatus.Refused;
}
