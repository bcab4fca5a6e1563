using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Protocols.Sse;

namespace Pipelock.Protocols.Tests.Sse;

/// <summary>What holds for every stream, not only for those in tables. Seeds are fixed.</summary>
public class SseProperties
{
    private static readonly Config s_fixed = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20240607, 9291);

    private static readonly Gen<string> s_noise = Gen.Elements(
            "data", ": ", ":", " ", "\n", "\r", "\r\n", "event", "id", "retry: 5", "x", "\uFEFF", "é", "\0",
                "data: y\n\n")
        .ListOf()
        .Select(parts => string.Concat(parts.Take(30)));

    [Fact]
    public void No_stream_throws_loses_a_byte_or_depends_on_how_it_is_cut() => Check.One(
        s_fixed, Prop.ForAll(s_noise.ToArbitrary(), stream => { Streams.Outcome(Streams.Utf8(stream), max: 60); }));

    [Fact]
    public void Random_bytes_neither() => Check.One(
        s_fixed, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), stream => { Streams.Outcome(stream); }));

    [Fact]
    public void A_written_event_reads_back() => Check.One(s_fixed, Prop.ForAll(
        Gen.Elements("a", "\n", "b c", "é", ":", " ").ListOf().Select(string.Concat).ToArbitrary(),
        data =>
        {
            var output = new ArrayBufferWriter<byte>();
            SseWriter.Write("error"u8, Streams.Utf8(data), output);
            Assert.Equal($"Event '{data}' type=error | End", Streams.Outcome(output.WrittenSpan.ToArray()));
        }));
}
