using System.Text;
using Pipelock.Protocols.Sse;

namespace Pipelock.Protocols.Tests.Sse;

/// <summary>Reads the same stream in every delivery and insists on one outcome and on every byte of it.</summary>
internal static class Streams
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Outcome(byte[] stream, int max = 1000)
    {
        var expected = Read([stream], max);
        for (var cut = 1; cut < stream.Length; cut++)
            Assert.Equal($"cut at {cut}: {expected}", $"cut at {cut}: {Read([stream[..cut], stream[cut..]], max)}");
        Assert.Equal(expected, Read(stream.Select(b => new[] { b }), max));
        return expected;
    }

    private static string Read(IEnumerable<byte[]> pieces, int max)
    {
        using var parser = new SseParser(max);
        var outcome = new List<string>();
        var forwarded = new List<byte>();
        foreach (var piece in pieces)
        {
            var taken = 0;
            while (true)
            {
                var status = parser.Read(piece.AsSpan(taken), out var consumed);
                taken += consumed;
                if (status == SseStatus.Oversize) return string.Join(" | ", outcome.Append("Oversize"));
                if (status == SseStatus.NeedMore) break;
                forwarded.AddRange(parser.Raw);
                outcome.Add(Show(status, parser));
            }

            Assert.Equal(piece.Length, taken);
        }

        var end = parser.Complete();
        forwarded.AddRange(parser.Raw);
        outcome.Add(Show(end, parser));
        Assert.Equal(pieces.SelectMany(piece => piece), forwarded);
        return string.Join(" | ", outcome);
    }

    private static string Show(SseStatus status, SseParser parser)
    {
        // An empty line's own line end may go with the block before it or behind it; nothing else may differ.
        if (status is SseStatus.Blank or SseStatus.Comment or SseStatus.End) return status.ToString();
        var text = $"{status} '{Encoding.UTF8.GetString(parser.Data)}'";
        if (!parser.EventType.IsEmpty) text += $" type={Encoding.UTF8.GetString(parser.EventType)}";
        if (parser.HasId) text += $" id={Encoding.UTF8.GetString(parser.Id)}";
        if (parser.Retry >= 0) text += $" retry={parser.Retry}";
        return parser.IsValidUtf8 ? text : text + " invalid";
    }
}
