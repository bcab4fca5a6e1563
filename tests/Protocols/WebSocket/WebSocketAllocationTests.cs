using Pipelock.Protocols.WebSocket;

namespace Pipelock.Protocols.Tests.WebSocket;

/// <summary>Steady state on a connection allocates nothing.</summary>
public class WebSocketAllocationTests
{
    [Fact]
    public void Reading_and_writing_messages_allocates_nothing()
    {
        using var reader = new MessageReader(PeerRole.Client, 100_000);
        byte[] stream =
        [
            .. Frames.Client(0x81, Frames.Utf8("κόσμε")), .. Frames.Client(0x01, new byte[2000]),
            .. Frames.Client(0x89, Frames.Utf8("p")), .. Frames.Client(0x80, new byte[30_000]),
        ];
        var output = new byte[40_000];
        var messages = 0;

        void Exchange()
        {
            for (var at = 0; at < stream.Length;)
            {
                var status = reader.Read(stream.AsSpan(at, Math.Min(5000, stream.Length - at)), out var consumed);
                at += consumed;
                if (status != ReadStatus.Message) continue;
                FrameWriter.Write(reader.Opcode, reader.Payload, PeerRole.Client, 7, output);
                messages++;
            }
        }

        for (var i = 0; i < 50; i++) Exchange();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++) Exchange();

        Assert.Equal((500, 0L), (messages, GC.GetAllocatedBytesForCurrentThread() - before));
    }
}
