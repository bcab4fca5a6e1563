using Pipelock.Protocols.Sse;
using Pipelock.Protocols.Sse.Deltas;

namespace Pipelock.Protocols.Tests.Sse;

/// <summary>Steady state of a stream allocates nothing.</summary>
public class SseAllocationTests
{
    private static readonly byte[] s_stream = Streams.Utf8(string.Concat(
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"h\\u00e9llo \"}}\n\n",
        ": ping\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"plain words\"}}]}\r\n\r\n",
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"more\"}]}}]}\n\n",
        "data: [DONE]\n\n"));

    [Fact]
    public void Parsing_events_and_joining_deltas_allocates_nothing()
    {
        using var parser = new SseParser();
        using var joiner = new DeltaJoiner();
        var appended = 0;

        void Exchange()
        {
            for (var at = 0; at < s_stream.Length;)
            {
                var status = parser.Read(s_stream.AsSpan(at, Math.Min(50, s_stream.Length - at)), out var consumed);
                at += consumed;
                if (status != SseStatus.Event || !joiner.Read(parser.Data)) continue;
                for (var i = 0; i < joiner.Count; i++) appended += joiner[i].Appended.Length;
            }
        }

        for (var i = 0; i < 2000; i++) Exchange();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++) Exchange();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2500 * (7 + 11 + 4), appended);
    }
}
