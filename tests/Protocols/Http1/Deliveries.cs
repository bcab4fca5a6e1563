using System.Buffers;
using Pipelock.Protocols.Http1;

namespace Pipelock.Protocols.Tests.Http1;

/// <summary>
/// Parses the same bytes in every way they can arrive and insists that the outcome is one: as one span, as two segments
/// cut at every position, as segments of one byte, in two calls cut at every position, and in one call per byte.
/// </summary>
internal static class Deliveries
{
    public delegate ParseStatus SpanParser(ReadOnlySpan<byte> input, out int consumed);

    public delegate ParseStatus SequenceParser(
        in ReadOnlySequence<byte> input, out SequencePosition consumed, out SequencePosition examined);

    /// <summary>The outcome of every delivery; fails when two differ.</summary>
    public static string Outcome(
        byte[] bytes, Action reset, SpanParser spans, SequenceParser sequences, Func<ParseStatus, string> describe)
    {
        reset();
        var status = spans(bytes, out var consumed);
        var expected = $"{describe(status)} consumed={consumed}";

        void Check(string delivery, ParseStatus got, long taken)
        {
            Assert.Equal($"{delivery}: {expected}", $"{delivery}: {describe(got)} consumed={taken}");
        }

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            reset();
            var input = Segments.Split(bytes, cut);
            var got = sequences(input, out var end, out _);
            Check($"two segments cut at {cut}", got, Taken(input, end, got));

            reset();
            got = spans(bytes.AsSpan(0, cut), out var first);
            var second = 0;
            if (got == ParseStatus.NeedMore && cut < bytes.Length)
            {
                got = spans(bytes.AsSpan(first), out second);
            }

            Check($"two calls cut at {cut}", got, got == ParseStatus.Refused ? 0 : first + second);
        }

        reset();
        var bits = Segments.OneByteEach(bytes);
        var last = sequences(bits, out var stop, out _);
        Check("one segment per byte", last, Taken(bits, stop, last));

        reset();
        var total = 0;
        status = ParseStatus.NeedMore;
        while (status == ParseStatus.NeedMore && total < bytes.Length)
        {
            status = spans(bytes.AsSpan(total, 1), out consumed);
            total += consumed;
        }

        Check("one call per byte", status, status == ParseStatus.Refused ? 0 : total);
        return expected;
    }

    private static long Taken(in ReadOnlySequence<byte> input, SequencePosition end, ParseStatus status) =>
        status == ParseStatus.Refused ? 0 : input.Slice(0, end).Length;
}
