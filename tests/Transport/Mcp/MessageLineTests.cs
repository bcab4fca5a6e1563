using System.IO.Pipelines;
using System.Text;
using Pipelock.Transport.Mcp.Stdio;

namespace Pipelock.Transport.Tests.Mcp;

/// <summary>Messages on lines, read at every split and written whole.</summary>
public class MessageLineTests
{
    public static TheoryData<string, string[]> Streams => new()
    {
        { "{\"a\":1}\n{\"b\":2}\n", ["{\"a\":1}", "{\"b\":2}"] },
        { "\n\r\n{\"a\":1}\r\n\n", ["{\"a\":1}"] },
        { "{\"a\":1}", ["{\"a\":1}"] },
        { "", [] },
    };

    public static TheoryData<string, string> Messages => new()
    {
        { "{\"a\":1}", "{\"a\":1}\n" },
        { "{\n  \"a\": 1\r\n}", "{   \"a\": 1  }\n" },
    };

    [Theory, MemberData(nameof(Streams))]
    public async Task Every_line_is_a_message_wherever_the_stream_is_split(string stream, string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var split = 0; split <= bytes.Length; split++)
        {
            var pipe = new Pipe();
            var read = new List<string>();
            var reading = new MessageReader(pipe.Reader, 1024).RunAsync(message =>
            {
                read.Add(Encoding.UTF8.GetString(message.Span));
                return new ValueTask<bool>(true);
            });
            await pipe.Writer.WriteAsync(bytes.AsMemory(0, split));
            await pipe.Writer.WriteAsync(bytes.AsMemory(split));
            await pipe.Writer.CompleteAsync();

            Assert.True(await reading);
            Assert.Equal(expected, read);
        }
    }

    [Fact]
    public async Task A_line_that_is_too_long_ends_the_reading()
    {
        var reader = PipeReader.Create(new MemoryStream(new byte[2048].Select(_ => (byte)'x').ToArray()));

        Assert.False(await new MessageReader(reader, 1024).RunAsync(_ => new ValueTask<bool>(true)));
    }

    [Theory, MemberData(nameof(Messages))]
    public async Task A_message_is_written_on_one_line(string message, string expected)
    {
        using var output = new MemoryStream();
        using var writer = new MessageWriter(output);

        Assert.True(await writer.WriteAsync(Encoding.UTF8.GetBytes(message)));

        Assert.Equal(expected, Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task A_peer_that_is_gone_is_told_to_nobody()
    {
        var output = new MemoryStream();
        await output.DisposeAsync();
        using var writer = new MessageWriter(output);

        Assert.False(await writer.WriteAsync("{}"u8.ToArray()));
        Assert.True(writer.IsGone);
    }
}
