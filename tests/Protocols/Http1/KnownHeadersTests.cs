using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

public class KnownHeadersTests
{
    public static TheoryData<KnownHeader> All =>
        [.. Enum.GetValues<KnownHeader>().Where(header => header != KnownHeader.None)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_name_is_recognised_in_any_case(KnownHeader header)
    {
        var name = Segments.Text(KnownHeaders.Name(header));
        Assert.Equal(header, KnownHeaders.Recognise(Segments.Bytes(name)));
        Assert.Equal(header, KnownHeaders.Recognise(Segments.Bytes(name.ToUpperInvariant())));
        Assert.Equal(header, KnownHeaders.Recognise(Segments.Bytes(name.ToLowerInvariant())));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_name_that_differs_in_one_letter_is_another_field(KnownHeader header)
    {
        var name = KnownHeaders.Name(header).ToArray();
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            name[i] = (byte)'q';
            Assert.Equal(KnownHeader.None, KnownHeaders.Recognise(name));
            name[i] = (byte)(letter ^ 0x80);
            Assert.Equal(KnownHeader.None, KnownHeaders.Recognise(name));
            name[i] = letter;
        }
    }

    [Theory]
    [InlineData(KnownHeader.ContentMD5, "Content-MD5")]
    [InlineData(KnownHeader.WwwAuthenticate, "WWW-Authenticate")]
    [InlineData(KnownHeader.TE, "TE")]
    [InlineData(KnownHeader.ETag, "ETag")]
    [InlineData(KnownHeader.XRealIP, "X-Real-IP")]
    [InlineData(KnownHeader.LastEventId, "Last-Event-ID")]
    [InlineData(KnownHeader.McpSessionId, "Mcp-Session-Id")]
    [InlineData(KnownHeader.SecWebSocketKey, "Sec-WebSocket-Key")]
    [InlineData(KnownHeader.XPipelockAgent, "X-Pipelock-Agent")]
    [InlineData(KnownHeader.IfUnmodifiedSince, "If-Unmodified-Since")]
    [InlineData(KnownHeader.None, "")]
    public void A_name_is_spelled_as_registered(KnownHeader header, string name) =>
        Assert.Equal(name, Segments.Text(KnownHeaders.Name(header)));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("Hosts")]
    [InlineData("Content-Lengths")]
    [InlineData("Content_Length")]
    [InlineData("Transfer-Encoding-")]
    [InlineData("X-A-Name-Longer-Than-Every-Known-One")]
    public void Any_other_name_is_none(string name) =>
        Assert.Equal(KnownHeader.None, KnownHeaders.Recognise(Segments.Bytes(name)));

    [Fact]
    public void The_members_fit_into_one_word() => Assert.InRange(Enum.GetValues<KnownHeader>().Length, 1, 64);

    [Fact]
    public void A_set_holds_what_it_was_given()
    {
        var set = new KnownHeaderSet(KnownHeader.Host, KnownHeader.McpSessionId, KnownHeader.None);
        Assert.Equal(
            [KnownHeader.Host, KnownHeader.McpSessionId], Enum.GetValues<KnownHeader>().Where(set.Contains).ToArray());
        Assert.Equal(set, KnownHeaderSet.Empty.BitwiseOr(set));
        Assert.True((set | new KnownHeaderSet(KnownHeader.Via)).Contains(KnownHeader.Via));
    }
}
