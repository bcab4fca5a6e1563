using System.Text;
using Pipelock.Protocols.Sse;

namespace Pipelock.Protocols.Tests.Sse;

/// <summary>What each stream means, however it is cut: the HTML standard §9.2.5 and §9.2.6 as a table.</summary>
public class SseParserTests
{
    public static TheoryData<string, string> Table => new()
    {
        { "", "End" },
        { "data: a\n\n", "Event 'a' | End" },
        { "data: a\r\n\r\n", "Event 'a' | End" },
        { "data: a\r\r", "Event 'a' | End" },
        { "data: a\r\n\n", "Event 'a' | End" },
        { "data: a\n\r\n", "Event 'a' | End" },
        { "data: a\r\n\r", "Event 'a' | End" },
        { "data: a\n\rdata: b\n\n", "Event 'a' | Event 'b' | End" },
        { "data: a\r\n\rdata: b\r\r\n", "Event 'a' | Event 'b' | End" },
        { "data: a\n\ndata: b\n\n", "Event 'a' | Event 'b' | End" },
        { "data:a\n\n", "Event 'a' | End" },
        { "data:  a\n\n", "Event ' a' | End" },
        { "data: a \n\n", "Event 'a ' | End" },
        { "data:\ta\n\n", "Event '\ta' | End" },
        { "data: a:b\n\n", "Event 'a:b' | End" },
        { "data: a\ndata: b\n\n", "Event 'a\nb' | End" },
        { "data: a\r\ndata: b\rdata: c\n\n", "Event 'a\nb\nc' | End" },
        { "data\n\n", "Event '' | End" },
        { "data:\n\n", "Event '' | End" },
        { "data\ndata\n\n", "Event '\n' | End" },
        { "data:\ndata: x\n\n", "Event '\nx' | End" },
        { "data: YHOO\ndata: +2\ndata: 10\n\n", "Event 'YHOO\n+2\n10' | End" }, // the standard's own example
        { ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            "Comment | Blank | Event 'first event' id=1 | Event 'second event' id= | Event ' third event' | End" },
        { "data\n\ndata\ndata\n\ndata:", "Event '' | Event '\n' | Incomplete ''" },
        { "data:test\n\ndata: test\n\n", "Event 'test' | Event 'test' | End" },
        { "event: add\ndata: 1\n\n", "Event '1' type=add | End" },
        { "data: 1\nevent: add\n\n", "Event '1' type=add | End" },
        { "event: a\nevent: b\ndata: 1\n\n", "Event '1' type=b | End" },
        { "event\ndata: 1\n\n", "Event '1' | End" },
        { "event: a\n\ndata: 1\n\n", "Blank | Event '1' | End" },
        { "id: 7\ndata: 1\n\n", "Event '1' id=7 | End" },
        { "id: 7\n\n", "Blank | End" },
        { "id: a\0b\ndata: 1\n\n", "Event '1' | End" },
        { "retry: 1000\n\n", "Blank | End" },
        { "retry: 1000\ndata: 1\n\n", "Event '1' retry=1000 | End" },
        { "retry: -1\ndata: 1\n\n", "Event '1' | End" },
        { "retry: 1s\ndata: 1\n\n", "Event '1' | End" },
        { "retry:\ndata: 1\n\n", "Event '1' | End" },
        { "retry: 99999999999999999999999\ndata: 1\n\n", "Event '1' retry=9223372036854775807 | End" },
        { "DATA: a\n\n", "Blank | End" },
        { "Data: a\ndata: b\n\n", "Event 'b' | End" },
        { " data: a\n\n", "Blank | End" },
        { "data : a\n\n", "Blank | End" },
        { "other: a\ndata: b\n\n", "Event 'b' | End" },
        { ":\n", "Comment | End" },
        { ": keep-alive\n", "Comment | End" },
        { ": keep-alive\n\n", "Comment | Blank | End" },
        { ": keep-alive\r\n\r\n", "Comment | Blank | End" },
        { ":\r:\r:\r", "Comment | Comment | Comment | End" },
        { "data: a\n: between\ndata: b\n\n", "Event 'a\nb' | End" },
        { "data: a\n\n: after\n\ndata: b\n\n", "Event 'a' | Comment | Blank | Event 'b' | End" },
        { "\n\n\n", "Blank | Blank | Blank | End" },
        { "\r\n\r\n", "Blank | Blank | End" },
        { "\n\rdata: a\r\n\r\n", "Blank | Blank | Event 'a' | End" },
        { "\uFEFFdata: a\n\n", "Event 'a' | End" },
        { "\uFEFF\uFEFFdata: a\n\n", "Blank | End" },
        { "data: a\n\n\uFEFFdata: b\n\n", "Event 'a' | Blank | End" },
        { "\uFEFF: c\n", "Comment | End" },
        { "\uFEFF\n", "Blank | End" },
        { "data: a", "Incomplete 'a'" },
        { "data: a\n", "Incomplete 'a'" },
        { "data: a\r\n", "Incomplete 'a'" },
        { "data: [DONE]\n", "Incomplete '[DONE]'" },
        { "data: a\n\ndata: b", "Event 'a' | Incomplete 'b'" },
        { "event: x", "Incomplete '' type=x" },
        { ": open comment", "Incomplete ''" },
        { "data: κόσμε 🙂\n\n", "Event 'κόσμε 🙂' | End" },
        { "data: \u0085\u2028\u2029\n\n", "Event '\u0085\u2028\u2029' | End" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_stream_means_the_same_however_it_is_cut(string stream, string outcome) =>
        Assert.Equal(outcome, Streams.Outcome(Streams.Utf8(stream)));

    [Theory]
    [InlineData("data: \u00ff\n\n")]
    [InlineData("data: \u00e2\u0082\n\n")]
    [InlineData("data: a\n: \u0080\n\n")]
    public void What_is_not_UTF_8_is_told(string latin) =>
        Assert.EndsWith("invalid | End", Streams.Outcome(Encoding.Latin1.GetBytes(latin)), StringComparison.Ordinal);

    [Theory]
    [InlineData("data: 45678\n\n", "Event '45678' | End")]
    [InlineData("data: 456789\n\n", "Oversize")]
    [InlineData("data: 1\n\ndata: 4567890123456789", "Event '1' | Oversize")]
    [InlineData(": 34567890123\n", "Oversize")]
    [InlineData("data: 4\ndata:", "Incomplete '4\n'")]
    [InlineData("data: 4\ndata: ", "Oversize")]
    public void An_event_has_a_limit(string stream, string outcome) =>
        Assert.Equal(outcome, Streams.Outcome(Streams.Utf8(stream), max: 13));

    [Fact]
    public void An_oversize_stream_stays_refused()
    {
        using var parser = new SseParser(4);
        Assert.Equal(SseStatus.Oversize, parser.Read("data: 1\n\n"u8, out _));
        Assert.Equal(SseStatus.Oversize, parser.Read("\n"u8, out var consumed));
        Assert.Equal((SseStatus.Oversize, 0), (parser.Complete(), consumed));
    }

    [Fact]
    public void An_event_is_there_with_the_first_half_of_its_last_line_end()
    {
        using var parser = new SseParser();
        Assert.Equal(SseStatus.Event, parser.Read("data: a\r\n\r"u8, out var consumed));
        Assert.Equal(10, consumed);
        Assert.Equal(SseStatus.Event, parser.Read("\ndata: b\r\r"u8, out _));
        Assert.Equal("\ndata: b\r\r", Encoding.UTF8.GetString(parser.Raw));
    }
}
