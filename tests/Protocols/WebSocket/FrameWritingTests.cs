using System.Buffers;
using Pipelock.Protocols.WebSocket;

namespace Pipelock.Protocols.Tests.WebSocket;

/// <summary>What is written reads back, and looks as the RFC's own examples do.</summary>
public class FrameWritingTests
{
    /// <summary>The examples of RFC 6455 §5.7 that are whole frames.</summary>
    public static TheoryData<string, byte[]> Examples => new()
    {
        { "text", [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f] },
        { "masked text", [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58] },
        { "ping", [0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f] },
        { "masked pong", [0x8a, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58] },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_examples_of_the_RFC_are_written_so(string name, byte[] expected)
    {
        var sender = name.StartsWith("masked", StringComparison.Ordinal) ? PeerRole.Client : PeerRole.Server;
        var opcode = (Opcode)(expected[0] & 0xF);
        var output = new ArrayBufferWriter<byte>();

        FrameWriter.Write(opcode, "Hello"u8, sender, BitConverter.ToUInt32([0x37, 0xfa, 0x21, 0x3d]), output);

        Assert.Equal(expected, output.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65535, 4)]
    [InlineData(65536, 10)]
    [InlineData(1_000_000, 10)]
    public void A_length_takes_its_shortest_form(int length, int headerBytes)
    {
        Assert.Equal(headerBytes + length, FrameWriter.Size(PeerRole.Server, length));
        Assert.Equal(headerBytes + 4 + length, FrameWriter.Size(PeerRole.Client, length));
        var output = new byte[FrameHeader.MaxBytes];
        var header = new FrameHeader(true, Opcode.Binary, length);
        Assert.Equal(headerBytes, header.Write(output));
        Assert.Equal(WebSocketError.None, FrameHeader.TryRead(output, PeerRole.Server, out var read, out var consumed));
        Assert.Equal((header, headerBytes), (read, consumed));
    }

    [Fact]
    public void Masking_is_the_same_in_any_pieces_and_undoes_itself()
    {
        var plain = Enumerable.Range(0, 301).Select(i => (byte)(i * 7)).ToArray();
        var expected = plain.Select((b, i) => (byte)(b ^ (Frames.Key >> (8 * (i % 4))))).ToArray();
        for (var cut = 0; cut <= plain.Length; cut++)
        {
            var masked = plain.ToArray();
            Masking.Apply(masked.AsSpan(0, cut), Frames.Key, 0);
            Masking.Apply(masked.AsSpan(cut), Frames.Key, cut);
            Assert.Equal(expected, masked);
            Masking.Apply(masked, Frames.Key, 0);
            Assert.Equal(plain, masked);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("because", "because")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", "cut")]
    [InlineData("ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé", "cut")]
    public void A_close_reason_fits_and_is_cut_between_characters(string reason, string expected)
    {
        var payload = new byte[FrameHeader.MaxControlPayload];
        var length = ClosePayload.Write(1008, reason, payload);

        Assert.Equal(WebSocketError.None, ClosePayload.Read(payload.AsSpan(0, length), out var code, out var told));
        Assert.Equal(1008, code);
        var text = System.Text.Encoding.UTF8.GetString(told);
        Assert.True(expected == "cut" ? reason.StartsWith(text, StringComparison.Ordinal)
            && told.Length >= 122 : text == expected);
    }

    [Theory]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(0)]
    public void A_code_that_must_not_be_sent_is_not_written(int code) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClosePayload.Write(code, "", new byte[125]));

    [Fact]
    public void Every_error_has_its_facts()
    {
        foreach (var error in Enum.GetValues<WebSocketError>().Where(error => error != WebSocketError.None))
        {
            Assert.Contains(error.CloseCode(), new[] { 1002, 1007, 1009 });
            Assert.InRange(error.Describe().Length, 5, 60);
            Assert.StartsWith("RFC ", error.Rule(), StringComparison.Ordinal);
        }
    }
}
