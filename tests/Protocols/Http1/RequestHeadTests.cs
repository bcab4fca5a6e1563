using System.Buffers;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>What the head itself promises: what it takes, what it keeps, how it is reused.</summary>
public class RequestHeadTests
{
    [Fact]
    public void Bytes_behind_the_head_are_not_taken()
    {
        using var head = new RequestHead();
        var message = Requests.Post("Content-Length: 4\r\n");
        Assert.EndsWith($"consumed={message.Length}", Requests.Outcome(head, message + "BODYGET / H"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Pipelined_requests_are_taken_one_by_one()
    {
        using var head = new RequestHead();
        var input = new ReadOnlySequence<byte>(Segments.Bytes(
            Requests.Get("N: 1\r\n") + Requests.Get("N: 2\r\n") + "\r\n" + Requests.Get("N: 3\r\n")));
        foreach (var expected in new[] { "1", "2", "3" })
        {
            Assert.Equal(ParseStatus.Complete, head.TryParse(input, out var consumed, out var examined));
            Assert.Equal(consumed, examined);
            Assert.Equal(expected, Segments.Text(head.Fields.Value(1)));
            input = input.Slice(consumed);
        }

        Assert.True(input.IsEmpty);
    }

    [Fact]
    public void Nothing_given_is_no_partial_head()
    {
        using var head = new RequestHead();
        Assert.Equal(ParseStatus.NeedMore, head.TryParse(ReadOnlySequence<byte>.Empty, out _, out _));
        Assert.False(head.IsPartial);
    }

    [Fact]
    public void The_empty_line_that_follows_some_bodies_is_no_partial_head()
    {
        using var head = new RequestHead();
        Assert.Equal(ParseStatus.NeedMore, head.TryParse("\r\n"u8, out _));
        Assert.False(head.IsPartial);
        Assert.Equal(ParseStatus.NeedMore, head.TryParse("G"u8, out _));
        Assert.True(head.IsPartial);
    }

    [Fact]
    public void A_cut_head_is_partial_and_shows_nothing()
    {
        using var head = new RequestHead();
        Assert.Equal(ParseStatus.NeedMore, head.TryParse("GET / HTTP/1.1\r\nHost: a\r\nX"u8, out var consumed));
        Assert.True(head.IsPartial);
        Assert.Equal(26, consumed);
        Assert.Equal((0, 0, 0, 0), (head.Fields.Count, head.Method.Length, head.Target.Length, head.Host.Length));
    }

    [Fact]
    public void A_complete_head_is_not_partial()
    {
        using var head = Requests.Parse(Requests.Get(""));
        Assert.False(head.IsPartial);
    }

    [Fact]
    public void A_refused_head_shows_nothing()
    {
        using var head = new RequestHead();
        Assert.Equal(ParseStatus.Refused, head.TryParse("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"u8, out _));
        Assert.Equal((0, 0, 0, 0), (head.Fields.Count, head.Method.Length, head.Target.Length, head.Host.Length));
    }

    [Fact]
    public void The_head_keeps_its_own_copy()
    {
        using var head = new RequestHead();
        var bytes = Segments.Bytes(Requests.Get("X: y\r\n"));
        Assert.Equal(ParseStatus.Complete, head.TryParse(bytes, out _));
        bytes.AsSpan().Clear();
        Assert.Equal("y", Segments.Text(head.Fields.Value(1)));
    }

    [Fact]
    public void A_head_is_reused_after_a_longer_one()
    {
        using var head = new RequestHead();
        Assert.Equal(ParseStatus.Complete,
            head.TryParse(Segments.Bytes(Requests.Get($"X: {new string('x', 9000)}\r\n")), out _));
        Assert.Equal(ParseStatus.Complete, head.TryParse(Segments.Bytes("GET / HTTP/1.0\r\n\r\n"), out _));
        Assert.Equal((0, 0), (head.Fields.Count, head.Host.Length));
    }

    [Fact]
    public void A_field_is_found_by_what_it_is()
    {
        using var head = Requests.Parse(Requests.Get("Accept: 1\r\naCCEPT: 2\r\n"));
        Assert.True(head.Fields.TryFind(KnownHeader.Accept, out var value));
        Assert.Equal("1", Segments.Text(value));
        Assert.False(head.Fields.TryFind(KnownHeader.Cookie, out _));
    }

    [Fact]
    public void There_is_no_field_beyond_the_last()
    {
        using var head = Requests.Parse(Requests.Get(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => head.Fields.Known(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => head.Fields.Known(-1));
    }

    [Fact]
    public void A_head_may_have_as_many_fields_as_its_limit()
    {
        var fields = string.Concat(Enumerable.Range(0, 127).Select(i => $"X{i}: {i}\r\n"));
        using var head = Requests.Parse(Requests.Get(fields));
        Assert.Equal(128, head.Fields.Count);
        Assert.Equal("126", Segments.Text(head.Fields.Value(127)));
    }

    [Fact]
    public void A_head_of_the_greatest_size_may_come_byte_by_byte()
    {
        var fields = $"X: {new string('x', 32_000)}\r\nY: {new string('y', 32_000)}\r\nZ: ";
        var rest = HeadLimits.Default.MaxHeadBytes - Requests.Get(fields + "\r\n").Length;
        var message = Segments.Bytes(Requests.Get(fields + new string('z', rest) + "\r\n"));
        using var head = new RequestHead();
        foreach (var value in message.AsSpan(0, message.Length - 1))
        {
            Assert.Equal(ParseStatus.NeedMore, head.TryParse([value], out _));
        }

        Assert.Equal(ParseStatus.Complete, head.TryParse("\n"u8, out _));
        Assert.Equal((4, rest), (head.Fields.Count, head.Fields.Value(3).Length));
    }

    [Fact]
    public void Disposing_twice_is_harmless()
    {
        var head = Requests.Parse(Requests.Get(""));
        head.Dispose();
        head.Dispose();
        Assert.Equal(0, head.Fields.Count);
    }
}
