using Pipelock.Protocols.Http1;
using static Pipelock.Protocols.Http1.RefusalReason;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Every bound of a head: what just fits passes, one byte more is refused as early as it is seen.</summary>
public class RequestLimitTests
{
    private static readonly HeadLimits s_small = new()
    {
        MaxLineBytes = 20,
        MaxFieldLineBytes = 24,
        MaxHeadBytes = 100,
        MaxFields = 3,
    };

    public static TheoryData<string, string, RefusalReason> Cases => new()
    {
        { "request line at its bound", Request(new string('p', 5), ""), None },
        { "request line one beyond", Request(new string('p', 7), ""), RequestLineTooLong },
        { "request line without end", "GET /" + new string('p', 60), RequestLineTooLong },
        { "field line at its bound", Request("", $"X: {new string('v', 21)}\r\n"), None },
        { "field line one beyond", Request("", $"X: {new string('v', 22)}\r\n"), FieldLineTooLong },
        { "field line without end", "GET / HTTP/1.1\r\nX: " + new string('v', 60), FieldLineTooLong },
        { "field name without end", "GET / HTTP/1.1\r\n" + new string('n', 60), FieldLineTooLong },
        { "fields at their bound", Request("", "A:1\r\nB:2\r\n"), None },
        { "one field more", Request("", "A:1\r\nB:2\r\nC:3\r\n"), TooManyFields },
        { "a bad line beyond the bound is not looked at", Request("", "A:1\r\nB:2\r\n C\r\n"), TooManyFields },
        { "long line of control characters", "GET /" + new string('\u0001', 60), ControlCharacter },
        { "control character beyond the bound", "GET /" + new string('p', 16) + "\u0001", RequestLineTooLong },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bound_holds(string name, string message, RefusalReason reason) =>
        Assert.Equal((name, reason), (name, Requests.Refusal(message, s_small)));

    [Theory]
    [InlineData(58, None)]
    [InlineData(57, HeadTooBig)]
    [InlineData(56, HeadTooBig)]
    [InlineData(50, HeadTooBig)]
    [InlineData(30, HeadTooBig)]
    [InlineData(10, RequestLineTooLong)]
    public void A_head_of_58_bytes_meets_the_bound_of_the_head(int maxHeadBytes, RefusalReason reason)
    {
        var message = Requests.Get($"X: {new string('v', 26)}\r\n");
        Assert.Equal(58, message.Length);
        var limits = new HeadLimits { MaxHeadBytes = maxHeadBytes, MaxLineBytes = Math.Min(maxHeadBytes, 100) };
        Assert.Equal(reason, Requests.Refusal(message, limits));
    }

    [Fact]
    public void A_head_that_never_ends_is_refused_at_its_bound()
    {
        using var head = new RequestHead();
        var status = head.TryParse("GET / HTTP/1.1\r\n"u8, out _);
        var taken = 0;
        for (; status == ParseStatus.NeedMore && taken < 1_000_000; taken += 12)
        {
            status = head.TryParse("X-Field: 1\r\n"u8, out _);
        }

        Assert.Equal((ParseStatus.Refused, TooManyFields), (status, head.Refusal));
        Assert.InRange(taken, 128 * 12, 130 * 12);
    }

    [Fact]
    public void A_refused_head_stays_refused_until_it_is_reset()
    {
        using var head = new RequestHead();
        Assert.Equal(ParseStatus.Refused, head.TryParse("GET /\r\n"u8, out _));
        Assert.Equal(ParseStatus.Refused, head.TryParse(Segments.Bytes(Requests.Get("")), out _));
        head.Reset();
        Assert.Equal(ParseStatus.Complete, head.TryParse(Segments.Bytes(Requests.Get("")), out _));
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 1, 0)]
    [InlineData(1, 65536, 1, 1)]
    [InlineData(1, 1, (1 << 24) + 1, 1)]
    public void Limits_that_make_no_sense_are_refused(int line, int field, int head, int fields) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequestHead(new HeadLimits
        {
            MaxLineBytes = line,
            MaxFieldLineBytes = field,
            MaxHeadBytes = head,
            MaxFields = fields,
        }));

    private static string Request(string path, string fields) => $"GET /{path} HTTP/1.1\r\nHost: a\r\n{fields}\r\n";
}
