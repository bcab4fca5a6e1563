using System.Buffers;
using System.Text;
using Pipelock.Transport.Answers;

namespace Pipelock.Transport.Tests.Answers;

public class AnswerWriterTests
{
    private static readonly Answer s_sample = new()
    {
        Status = 403,
        Body = "blocked: why\n",
        Fields = [("X-Reason", "why")],
    };

    [Theory]
    [InlineData(false, false, "blocked: why\n")]
    [InlineData(true, false, "")]
    [InlineData(false, true, "blocked: why\n")]
    public void An_answer_is_one_complete_message(bool withoutBody, bool close, string body)
    {
        var (head, content) = Write(s_sample, withoutBody, close);

        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 13\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Content-Type-Options: nosniff\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Reason: why\r\n", head, StringComparison.Ordinal);
        Assert.Equal(close, head.Contains("\r\nConnection: close\r\n", StringComparison.Ordinal));
        Assert.Equal(body, content);
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: x", "a??Set-Cookie: x")]
    [InlineData("caf\u00e9", "caf?")]
    [InlineData("\u001b[31m", "?[31m")]
    [InlineData("tab\there", "tab?here")]
    public void A_field_value_cannot_add_lines_or_control_characters(string value, string written)
    {
        var (head, _) = Write(s_sample with { Fields = [("X-Reason", value)] }, withoutBody: false, close: false);

        Assert.Contains($"\r\nX-Reason: {written}\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_value_is_bounded()
    {
        var longest = s_sample with { Fields = [("X-Reason", new string('a', 100_000))] };
        var (head, _) = Write(longest, withoutBody: false, close: false);

        Assert.InRange(head.Length, 1024, 1536);
    }

    [Fact]
    public void The_length_counts_bytes_of_utf8()
    {
        var (head, _) = Write(s_sample with { Body = "\u00e9" }, withoutBody: false, close: false);

        Assert.Contains("\r\nContent-Length: 2\r\n", head, StringComparison.Ordinal);
    }

    private static (string Head, string Body) Write(Answer answer, bool withoutBody, bool close)
    {
        var output = new ArrayBufferWriter<byte>();
        AnswerWriter.Write(output, answer, withoutBody, close);
        var text = Encoding.Latin1.GetString(output.WrittenSpan);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        return (text[..end], text[end..]);
    }
}
