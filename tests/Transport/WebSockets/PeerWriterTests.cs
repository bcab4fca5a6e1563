using System.IO.Pipelines;
using Pipelock.Protocols.WebSocket;
using Pipelock.Transport.WebSockets;

namespace Pipelock.Transport.Tests.WebSockets;

/// <summary>Whole frames to one peer, whoever sends them and in whatever sizes.</summary>
public class PeerWriterTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(125, true)]
    [InlineData(16 * 1024, true)]
    [InlineData((16 * 1024) + 3, true)]
    [InlineData(100_000, false)]
    [InlineData(100_001, true)]
    public async Task A_frame_of_any_size_reads_back(int length, bool asClient)
    {
        var role = asClient ? PeerRole.Client : PeerRole.Server;
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        using var writer = new PeerWriter(pipe.Writer, role);
        var payload = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();

        Assert.True(await writer.SendAsync(Opcode.Binary, payload));

        using var reader = new MessageReader(role, 200_000);
        var read = await pipe.Reader.ReadAsync();
        var status = ReadStatus.NeedMore;
        foreach (var segment in read.Buffer) status = reader.Read(segment.Span, out _);
        Assert.Equal(ReadStatus.Message, status);
        Assert.Equal(payload, reader.Payload.ToArray());
    }

    [Fact]
    public async Task Nothing_follows_a_close()
    {
        var pipe = new Pipe();
        using var writer = new PeerWriter(pipe.Writer, PeerRole.Server);
        Assert.True(await writer.CloseAsync(1008, "because"));
        Assert.False(await writer.SendAsync(Opcode.Text, "late"u8.ToArray()));
        Assert.False(await writer.CloseAsync(1000, "again"));
        Assert.Equal(4 + 7, (await pipe.Reader.ReadAsync()).Buffer.Length);
    }

    [Fact]
    public void Places_are_given_out_up_to_the_limit_and_come_back()
    {
        var slots = new WebSocketSlots();
        Assert.True(slots.TryEnter(2));
        Assert.True(slots.TryEnter(2));
        Assert.False(slots.TryEnter(2));
        slots.Leave();
        Assert.True(slots.TryEnter(2));
        Assert.Equal(2, slots.Open);
    }
}
