using System.Buffers;
using System.Text;
using Pipelock.Protocols.JsonRpc;

namespace Pipelock.Protocols.Tests.JsonRpc;

public sealed class NdjsonFramerTests
{
    private const int Limit = 16;

    public static TheoryData<string, string[]> Streams => new()
    {
        { "", [] },
        { "\n\r\n \t\n", [] },
        { "a\n", ["a"] },
        { "a\r\nb\n", ["a", "b"] },
        { "\n\na\n\nb", ["a", "b"] },
        { "  a b \r\n", ["a b "] },
        { "last", ["last"] },
        { "last\r", ["last"] },
        { "0123456789abcdef\n", ["0123456789abcdef"] },
        { "0123456789abcdefg\n", ["too long"] },
        { "0123456789abcdefg", ["too long"] },
        { "a\n0123456789abcdefghi", ["a", "too long"] },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void Lines_are_messages_wherever_the_stream_is_split(string stream, string[] messages)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var size = 1; size <= Math.Max(1, bytes.Length); size++)
            Assert.Equal(messages, Read(bytes, size));
    }

    private static List<string> Read(byte[] stream, int size)
    {
        List<string> messages = [];
        var framer = new NdjsonFramer(Limit);
        var taken = 0;
        for (var arrived = 0; arrived < stream.Length;)
        {
            arrived = Math.Min(stream.Length, arrived + size);
            var buffer = new ReadOnlySequence<byte>(stream, taken, arrived - taken);
            FrameStatus status;
            while ((status = framer.TryRead(ref buffer, out var message)) == FrameStatus.Message)
                messages.Add(Encoding.UTF8.GetString(message));
            if (status == FrameStatus.TooLong)
                return [.. messages, "too long"];
            taken = arrived - (int)buffer.Length;
        }

        var last = framer.TryReadLast(
            new ReadOnlySequence<byte>(stream, taken, stream.Length - taken), out var rest);
        return last == FrameStatus.Message ? [.. messages, Encoding.UTF8.GetString(rest)] : messages;
    }
}
