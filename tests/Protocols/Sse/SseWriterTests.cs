using System.Buffers;
using System.Text;
using Pipelock.Protocols.Sse;

namespace Pipelock.Protocols.Tests.Sse;

/// <summary>The one event that the proxy writes itself.</summary>
public class SseWriterTests
{
    [Theory]
    [InlineData("error", "{}", "event: error\ndata: {}\n\n")]
    [InlineData("", "a", "data: a\n\n")]
    [InlineData("", "", "data: \n\n")]
    [InlineData("e", "a\nb", "event: e\ndata: a\ndata: b\n\n")]
    [InlineData("e", "a\r\nb\rc", "event: e\ndata: a\ndata: b\ndata: c\n\n")]
    [InlineData("e", "a\n", "event: e\ndata: a\ndata: \n\n")]
    [InlineData("e", "x\n\nevent: forged", "event: e\ndata: x\ndata: \ndata: event: forged\n\n")]
    public void An_event_is_written_line_by_line(string type, string data, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        SseWriter.Write(Encoding.UTF8.GetBytes(type), Encoding.UTF8.GetBytes(data), output);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\r")]
    public void A_type_is_one_line(string type) => Assert.Throws<ArgumentException>(
        () => SseWriter.Write(Encoding.UTF8.GetBytes(type), "x"u8, new ArrayBufferWriter<byte>()));
}
