using System.Text;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>Decodes the same chunked body however it is cut and insists that the outcome is one.</summary>
internal static class Chunks
{
    public static string Outcome(string body, ChunkLimits? limits = null)
    {
        var bytes = Segments.Bytes(body);
        var expected = Decode(bytes, [bytes.Length], limits ?? ChunkLimits.Default);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var got = Decode(bytes, [cut, bytes.Length], limits ?? ChunkLimits.Default);
            Assert.Equal($"cut at {cut}: {expected}", $"cut at {cut}: {got}");
        }

        var single = Decode(bytes, [.. Enumerable.Range(1, bytes.Length)], limits ?? ChunkLimits.Default);
        Assert.Equal($"byte by byte: {expected}", $"byte by byte: {single}");
        return expected;
    }

    public static RefusalReason Refusal(string body, ChunkLimits? limits = null)
    {
        var outcome = Outcome(body, limits);
        Assert.StartsWith("Refused ", outcome, StringComparison.Ordinal);
        return Enum.Parse<RefusalReason>(outcome.Split(' ')[1]);
    }

    /// <summary>Feeds the bytes up to each of the ends in turn.</summary>
    private static string Decode(byte[] bytes, IEnumerable<int> ends, ChunkLimits limits)
    {
        var decoder = new ChunkedDecoder(new TrailerSection(), limits);
        var content = new StringBuilder();
        var position = 0;
        var status = ChunkStatus.NeedMore;
        foreach (var end in ends)
        {
            do
            {
                var input = bytes.AsSpan(position, end - position);
                status = decoder.Decode(input, out var consumed, out var start, out var length);
                Assert.Equal(status == ChunkStatus.Payload, length > 0);
                Assert.InRange(consumed, start + length, input.Length);
                content.Append(Segments.Text(input.Slice(start, length)));
                position += consumed;
            }
            while (status == ChunkStatus.Payload);

            if (status != ChunkStatus.NeedMore)
            {
                break;
            }

            Assert.Equal(end, position);
        }

        if (status == ChunkStatus.Refused)
        {
            return $"Refused {decoder.Refusal}";
        }

        Assert.Equal(status == ChunkStatus.Complete, decoder.IsComplete);
        var text = new StringBuilder($"{status} '{content}' left={bytes.Length - position}");
        Requests.Append(text, decoder.Trailers!.Fields);
        return text.ToString();
    }
}
