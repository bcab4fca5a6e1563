using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Every refusal explains itself, and every refusal happens in some table.</summary>
public class RefusalsTests
{
    public static TheoryData<RefusalReason> Reasons =>
        [.. Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.None)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_refusal_has_a_status_a_sentence_and_a_rule(RefusalReason reason)
    {
        Assert.Contains(Refusals.Status(reason), new[] { 400, 413, 414, 417, 431, 501, 502, 505 });
        Assert.Matches("^[A-Z].{15,}[.]$", Refusals.Describe(reason));
        Assert.Matches("^RFC 9(110|112) §[0-9.]+$", Refusals.Rule(reason));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_refusal_happens_in_a_table(RefusalReason reason)
    {
        IEnumerable<object[]>[] tables =
        [
            RequestLineTests.Refused, FieldLineTests.Refused, HostTests.Refused, RequestFramingTests.Lengths,
            RequestFramingTests.Codings, RequestConnectionTests.Refused, RequestLimitTests.Cases,
            StatusLineTests.Refused, StatusLineTests.Limits, ResponseFramingTests.Refused,
            ChunkedDecoderTests.Refused, ChunkLimitTests.Cases,
        ];
        var seen = tables.SelectMany(table => table).SelectMany(row => row).OfType<RefusalReason>();
        Assert.Contains(reason, seen.Append(RefusalReason.ForbiddenTrailer)); // Whose table holds trailers only.
    }

    [Theory]
    [InlineData(RefusalReason.RequestLineTooLong, 414)]
    [InlineData(RefusalReason.FieldLineTooLong, 431)]
    [InlineData(RefusalReason.HeadTooBig, 431)]
    [InlineData(RefusalReason.TooManyFields, 431)]
    [InlineData(RefusalReason.TrailersTooBig, 431)]
    [InlineData(RefusalReason.TooManyTrailers, 431)]
    [InlineData(RefusalReason.ChunkExtensionTooLong, 413)]
    [InlineData(RefusalReason.ChunkSizeOverflow, 413)]
    [InlineData(RefusalReason.ContentLengthOverflow, 413)]
    [InlineData(RefusalReason.UnsupportedVersion, 505)]
    [InlineData(RefusalReason.UnsupportedTransferCoding, 501)]
    [InlineData(RefusalReason.UnsupportedExpectation, 417)]
    [InlineData(RefusalReason.LengthAndTransferCoding, 400)]
    [InlineData(RefusalReason.MalformedStatusLine, 502)]
    [InlineData(RefusalReason.StatusLineTooLong, 502)]
    [InlineData(RefusalReason.None, 0)]
    public void Limits_and_abilities_have_a_status_of_their_own(RefusalReason reason, int status) =>
        Assert.Equal(status, Refusals.Status(reason));
}
