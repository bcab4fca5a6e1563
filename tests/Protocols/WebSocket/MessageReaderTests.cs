using Pipelock.Protocols.WebSocket;

namespace Pipelock.Protocols.Tests.WebSocket;

/// <summary>What each stream of frames means, however it is cut: RFC 6455 §5 to §8 as tables.</summary>
public class MessageReaderTests
{
    private const int Fin = 0x80;

    public static TheoryData<string, byte[], string> Framing
    {
        get
        {
            var table = new TheoryData<string, byte[], string>
            {
                { "nothing", [], "" },
                { "half a header", [0x81], "..." },
                { "an announced payload", [0x81, 5, (byte)'h'], "..." },
                { "an empty text", Frames.Server(0x81, ""), "Text:" },
                { "an empty binary", Frames.Server(0x82, ""), "Binary:" },
                { "a text", Frames.Server(0x81, "hello"), "Text:hello" },
                { "a binary", Frames.Server(0x82, "\0\u00ff"), "Binary:\0\u00ff" },
                { "two messages", [.. Frames.Server(0x81, "a"), .. Frames.Server(0x82, "b")], "Text:a Binary:b" },
                { "an empty ping", Frames.Server(0x89, ""), "Ping:" },
                { "a ping", Frames.Server(0x89, "are you there"), "Ping:are you there" },
                { "an unasked pong", Frames.Server(0x8A, "x"), "Pong:x" },
                { "a ping of 125", Frames.Server(0x89, new string('p', 125)), "Ping:<125>" },
                { "a ping of 126", Frames.Server(0x89, new string('p', 126)), "ControlTooLong" },
                { "a pong of 126", Frames.Server(0x8A, new string('p', 126)), "ControlTooLong" },
                { "a close of 126", Frames.Server(0x88, new string('p', 126)), "ControlTooLong" },
                { "a ping of 70000", Frames.Server(0x89, new string('p', 70000))[..4], "ControlTooLong" },
                { "a fragmented ping", Frames.Server(0x09, "a"), "FragmentedControl" },
                { "a fragmented pong", Frames.Server(0x0A, "a"), "FragmentedControl" },
                { "a fragmented close", Frames.Server(0x08, ""), "FragmentedControl" },
                { "two fragments", [.. Frames.Server(0x01, "a"), .. Frames.Server(0x80, "b")], "Text/2:ab" },
                { "binary fragments", [.. Frames.Server(0x02, "a"), .. Frames.Server(0x80, "\u00ff")],
                    "Binary/2:a\u00ff" },
                { "empty fragments",
                    [.. Frames.Server(0x01, ""), .. Frames.Server(0x00, ""), .. Frames.Server(0x80, "")], "Text/3:" },
                { "an unfinished message", Frames.Server(0x01, "a"), "..." },
                {
                    "a ping between fragments",
                    [.. Frames.Server(0x01, "a"), .. Frames.Server(0x89, "p"), .. Frames.Server(0x80, "b")],
                    "Ping:p Text/2:ab"
                },
                {
                    "pings between all fragments",
                    [
                        .. Frames.Server(0x01, "a"), .. Frames.Server(0x89, "1"), .. Frames.Server(0x00, "b"),
                        .. Frames.Server(0x8A, "2"), .. Frames.Server(0x80, "c"),
                    ],
                    "Ping:1 Pong:2 Text/3:abc"
                },
                { "a continuation of nothing", Frames.Server(0x80, "a"), "NothingToContinue" },
                { "an open continuation of nothing", Frames.Server(0x00, "a"), "NothingToContinue" },
                { "a continuation after a message", [.. Frames.Server(0x81, "a"), .. Frames.Server(0x80, "b")],
                    "Text:a NothingToContinue" },
                { "a text inside a text", [.. Frames.Server(0x01, "a"), .. Frames.Server(0x81, "b")],
                    "MessageInProgress" },
                { "a binary inside a text", [.. Frames.Server(0x01, "a"), .. Frames.Server(0x02, "b")],
                    "MessageInProgress" },
                { "a close inside a message", [.. Frames.Server(0x01, "a"), .. Frames.Close(1000)],
                    "Close:\u0003\u00e8 ..." },
                { "something after close", [.. Frames.Close(1000), .. Frames.Server(0x81, "a")],
                    "Close:\u0003\u00e8 FrameAfterClose" },
                { "RSV1", Frames.Server(0xC1, "a"), "CompressedFrame" },
                { "RSV1 on a ping", Frames.Server(0xC9, "a"), "CompressedFrame" },
                { "RSV1 on a continuation", [.. Frames.Server(0x01, "a"), .. Frames.Server(0xC0, "b")],
                    "CompressedFrame" },
                { "RSV2", Frames.Server(0xA1, "a"), "ReservedBits" },
                { "RSV3", Frames.Server(0x91, "a"), "ReservedBits" },
                { "RSV2 and RSV3 on a close", Frames.Server(0xB8, ""), "ReservedBits" },
                { "a masked frame of a server", Frames.Client(0x81, Frames.Utf8("a")), "MaskedFrame" },
                { "125 bytes", Frames.Server(0x82, new string('x', 125)), "Binary:<125>" },
                { "126 bytes", Frames.Server(0x82, new string('x', 126)), "Binary:<126>" },
                { "127 bytes", Frames.Server(0x82, new string('x', 127)), "Binary:<127>" },
                { "0 bytes, written with 16 bits", [0x82, 126, 0, 0], "LengthNotMinimal" },
                { "125 bytes, written with 16 bits", [0x82, 126, 0, 125], "LengthNotMinimal" },
                { "65535 bytes, written with 64 bits", [0x82, 127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], "LengthNotMinimal" },
                { "2^63 bytes", [0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0], "LengthOverflow" },
                { "2^63-1 bytes", [0x82, 127, 0x7F, 255, 255, 255, 255, 255, 255, 255], "MessageTooBig" },
                { "the largest message", Frames.Server(0x82, new string('x', Frames.MaxMessage)), "Binary:<300>" },
                { "one byte more", Frames.Server(0x82, new string('x', Frames.MaxMessage + 1)), "MessageTooBig" },
                {
                    "fragments up to the limit",
                    [.. Frames.Server(0x02, new string('x', 200)), .. Frames.Server(0x80, new string('x', 100))],
                    "Binary/2:<300>"
                },
                {
                    "fragments beyond the limit",
                    [.. Frames.Server(0x02, new string('x', 200)), .. Frames.Server(0x80, new string('x', 101))],
                    "MessageTooBig"
                },
            };
            foreach (var opcode in Enumerable.Range(3, 5).Concat(Enumerable.Range(0xB, 5)))
            {
                table.Add($"reserved opcode {opcode:x}", Frames.Server(Fin | opcode, ""), "ReservedOpcode");
                table.Add($"reserved opcode {opcode:x} in a fragment", Frames.Server(opcode, "a"), "ReservedOpcode");
            }

            return table;
        }
    }

    public static TheoryData<string, byte[], bool> Text => new()
    {
        { "ASCII", "plain"u8.ToArray(), true },
        { "two, three and four bytes", "κόσμε 世界 🙂"u8.ToArray(), true },
        { "U+0000", [0x00], true },
        { "U+007F", [0x7F], true },
        { "U+0080", [0xC2, 0x80], true },
        { "U+07FF", [0xDF, 0xBF], true },
        { "U+0800", [0xE0, 0xA0, 0x80], true },
        { "U+D7FF", [0xED, 0x9F, 0xBF], true },
        { "U+E000", [0xEE, 0x80, 0x80], true },
        { "U+FFFD", [0xEF, 0xBF, 0xBD], true },
        { "U+FFFE", [0xEF, 0xBF, 0xBE], true },
        { "U+FFFF", [0xEF, 0xBF, 0xBF], true },
        { "U+10000", [0xF0, 0x90, 0x80, 0x80], true },
        { "U+10FFFF", [0xF4, 0x8F, 0xBF, 0xBF], true },
        { "a byte order mark", [0xEF, 0xBB, 0xBF, 0x41], true },
        { "U+110000", [0xF4, 0x90, 0x80, 0x80], false },
        { "U+D800", [0xED, 0xA0, 0x80], false },
        { "U+DFFF", [0xED, 0xBF, 0xBF], false },
        { "a surrogate pair", [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80], false },
        { "a lone continuation", [0x80], false },
        { "the last continuation", [0xBF], false },
        { "a continuation in the middle", [0x41, 0x80, 0x41], false },
        { "overlong slash in two", [0xC0, 0xAF], false },
        { "overlong slash in three", [0xE0, 0x80, 0xAF], false },
        { "overlong slash in four", [0xF0, 0x80, 0x80, 0xAF], false },
        { "overlong U+007F", [0xC1, 0xBF], false },
        { "overlong U+07FF", [0xE0, 0x9F, 0xBF], false },
        { "overlong U+FFFF", [0xF0, 0x8F, 0xBF, 0xBF], false },
        { "overlong NUL", [0xC0, 0x80], false },
        { "a lead of two alone", [0xC2], false },
        { "a lead of three alone", [0xE2], false },
        { "two bytes of three", [0xE2, 0x82], false },
        { "three bytes of four", [0xF0, 0x9F, 0x99], false },
        { "a lead, then ASCII", [0xC2, 0x41], false },
        { "a cut sequence, then a whole one", [0xE2, 0x82, 0xC3, 0xA9], false },
        { "F5", [0xF5, 0x80, 0x80, 0x80], false },
        { "F8, five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80], false },
        { "FC, six bytes", [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], false },
        { "FE", [0xFE], false },
        { "FF", [0xFF], false },
        { "valid, then FE", [0xCE, 0xBA, 0xFE], false },
        { "Latin-1", [0x63, 0x61, 0x66, 0xE9], false },
    };

    public static TheoryData<int, bool> Codes
    {
        get
        {
            var table = new TheoryData<int, bool>();
            int[] good = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
                4999];
            int[] bad = [0, 1, 500, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 9999, 65535];
            foreach (var code in good) table.Add(code, true);
            foreach (var code in bad) table.Add(code, false);
            return table;
        }
    }

    public static TheoryData<string, byte[], string> ClosePayloads => new()
    {
        { "none", [], "Close:" },
        { "half a code", [3], "ClosePayloadTooShort" },
        { "a code", [3, 232], "Close:\u0003\u00e8" },
        { "a reason", [3, 232, .. "bye"u8], "Close:\u0003\u00e8bye" },
        { "a reason of 123 bytes", [3, 232, .. Frames.Latin(new string('r', 123))], "Close:<125>" },
        { "a reason that is not UTF-8", [3, 232, 0xFF], "InvalidCloseReason" },
        { "a reason that is cut", [3, 232, 0xE2, 0x82], "InvalidCloseReason" },
        { "a wrong code with a wrong reason", [0, 0, 0xFF], "InvalidCloseCode" },
    };

    [Theory]
    [MemberData(nameof(Framing))]
    public void A_stream_of_frames_means_the_same_however_it_is_cut(string name, byte[] stream, string outcome) =>
        Assert.Equal((name, outcome), (name, Frames.Outcome(stream)));

    [Theory]
    [MemberData(nameof(Text))]
    public void Text_is_valid_UTF_8_or_refused(string name, byte[] text, bool isValid) => Assert.Equal(
        (name, isValid), (name, Frames.Outcome(Frames.Server(0x81, text)) == $"Text:{Segment(text)}"));

    [Theory]
    [MemberData(nameof(Text))]
    public void Text_is_validated_across_fragments(string name, byte[] text, bool isValid)
    {
        for (var cut = 0; cut <= text.Length; cut++)
        {
            byte[] stream =
            [
                .. Frames.Server(0x01, text[..cut]), .. Frames.Server(0x89, "p"), .. Frames.Server(0x80, text[cut..]),
            ];
            Assert.Equal((name, cut, isValid), (
                name, cut, !Frames.Outcome(stream).EndsWith("InvalidUtf8", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Text))]
    public void A_client_s_text_is_unmasked_before_it_is_validated(string name, byte[] text, bool isValid) =>
        Assert.Equal(
        (name, isValid ? $"Text:{Segment(text)}" : "InvalidUtf8"),
        (name, Frames.Outcome(Frames.Client(0x81, text), PeerRole.Client)));

    [Theory]
    [MemberData(nameof(Text))]
    public void Bytes_are_not_validated(string name, byte[] bytes, bool isValid) => Assert.Equal(
        (name, isValid, $"Binary:{Segment(bytes)}"), (name, isValid, Frames.Outcome(Frames.Server(0x82, bytes))));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_close_code_may_be_sent_or_not(int code, bool isValid) => Assert.Equal(
        (code, isValid), (code, Frames.Outcome(Frames.Close(code)) != "InvalidCloseCode"));

    [Theory]
    [MemberData(nameof(ClosePayloads))]
    public void The_payload_of_a_close_frame_has_a_form(string name, byte[] payload, string outcome) =>
        Assert.Equal((name, outcome), (name, Frames.Outcome(Frames.Server(0x88, payload))));

    [Fact]
    public void A_client_must_mask() =>
        Assert.Equal("UnmaskedFrame", Frames.Outcome(Frames.Server(0x81, "a"), PeerRole.Client));

    [Fact]
    public void Wrong_text_is_refused_before_its_message_ends() =>
        Assert.Equal("InvalidUtf8", Frames.Outcome([0x01, 10, 0xFF]));

    [Fact]
    public void A_promised_length_reserves_nothing() =>
        Assert.Equal("...", Frames.Outcome([0x82, 127, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF], max: int.MaxValue));

    private static string Segment(byte[] text) => System.Text.Encoding.Latin1.GetString(text);
}
