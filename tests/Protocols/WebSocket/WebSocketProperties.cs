using FsCheck;
using FsCheck.Fluent;
using Pipelock.Protocols.WebSocket;

namespace Pipelock.Protocols.Tests.WebSocket;

/// <summary>What holds for every stream, not only for those in tables. Seeds are fixed.</summary>
public class WebSocketProperties
{
    private static readonly Config s_fixed = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20240607, 6455);

    private static readonly Gen<byte[]> s_noise = Gen.Frequency(
            (3, Gen.Elements(0x01, 0x02, 0x80, 0x81, 0x82, 0x89, 0x8A, 0x00).Zip(Gen.Choose(0, 6))
                .Select(frame => Frames.Server(frame.Item1, new string('a', frame.Item2)))),
            (1, Gen.Elements(1000, 1005, 4000).Select(code => Frames.Close(code, "r"))),
            (1, Gen.Choose(0, 255).Select(value => new[] { (byte)value })))
        .ListOf()
        .Select(parts => parts.Take(12).SelectMany(part => part).ToArray());

    [Fact]
    public void No_bytes_make_the_reader_throw_or_depend_on_how_they_are_cut() => Check.One(
        s_fixed, Prop.ForAll(s_noise.ToArbitrary(), stream => { Frames.Outcome(stream); }));

    [Fact]
    public void Random_bytes_of_a_client_neither() => Check.One(s_fixed, Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), stream => { Frames.Outcome(stream, PeerRole.Client); }));

    [Fact]
    public void What_is_written_reads_back() => Check.One(s_fixed, Prop.ForAll(
        ArbMap.Default.ArbFor<(byte[] Payload, uint Key, bool FromClient)>(),
        sample =>
        {
            var sender = sample.FromClient ? PeerRole.Client : PeerRole.Server;
            var payload = sample.Payload ?? [];
            var frame = new byte[FrameWriter.Size(sender, payload.Length)];
            Assert.Equal(frame.Length, FrameWriter.Write(Opcode.Binary, payload, sender, sample.Key, frame));
            using var reader = new MessageReader(sender, 1000);
            Assert.Equal(ReadStatus.Message, reader.Read(frame, out _));
            Assert.Equal(payload, reader.Payload.ToArray());
        }));

    [Fact]
    public void Text_in_pieces_is_valid_exactly_when_it_is_as_a_whole() => Check.One(s_fixed, Prop.ForAll(
        Gen.Elements<byte>(
            0x41, 0x80, 0xA0, 0xBF, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0x90, 0xFF).ListOf().ToArbitrary(),
        bytes =>
        {
            byte[] text = [.. bytes];
            for (var cut = 0; cut <= text.Length; cut++)
            {
                var stream = new Utf8Stream();
                var isValid = stream.Append(text.AsSpan(0, cut)) && stream.Append(text.AsSpan(cut))
                    && stream.IsComplete;
                Assert.Equal(System.Text.Unicode.Utf8.IsValid(text), isValid);
            }
        }));
}
