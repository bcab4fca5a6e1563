using System.Text;

namespace Pipelock.EndToEnd.Tests.WebSockets.Conformance;

/// <summary>The table: framing, pings, reserved bits and opcodes, fragments, UTF-8, closing, masks and
/// lengths.</summary>
internal static class ConformanceCases
{
    private const int Text = 1;
    private const int Binary = 2;
    private const int CloseFrame = 8;
    private const int Ping = 9;
    private const int Pong = 10;

    private static readonly int[] s_sizes = [0, 1, 125, 126, 127, 128, 65_535, 65_536, 100_000];

    /// <summary>Every case, by name.</summary>
    public static IReadOnlyDictionary<string, ConformanceCase> All { get; } =
        ((IEnumerable<ConformanceCase>)
        [
            .. Framing(), .. Pings(), .. ReservedBits(), .. ReservedOpcodes(), .. Fragments(), .. ValidUtf8(),
            .. InvalidUtf8(), .. Closing(), .. Lengths(),
        ]).ToDictionary(one => one.Name);

    private static IEnumerable<ConformanceCase> Framing()
    {
        foreach (var size in s_sizes)
        {
            yield return Clean($"1.1 text of {size}", 0, Frame(Text, Filler(size)));
            yield return Clean($"1.2 binary of {size}", 0, Frame(Binary, Filler(size)));
            yield return Clean($"1.3 text of {size} in pieces", Math.Max(1, size / 61), Frame(Text, Filler(size)));
        }

        yield return Clean(
            "1.4 three messages in one segment", 0, Frame(Text, "one"), Frame(Binary, "two"), Frame(Text, "three"));
        yield return Clean(
            "1.5 three messages byte by byte", 1, Frame(Text, "one"), Frame(Binary, "two"), Frame(Text, "three"));
    }

    private static IEnumerable<ConformanceCase> Pings()
    {
        foreach (var size in (int[])[0, 1, 124, 125])
            yield return Clean($"2.1 ping of {size}", 0, Frame(Ping, Filler(size)));
        yield return Clean("2.2 ping with bytes that are no text", 0, Frame(Ping, [0xFE, 0xFF, 0x00, 0xC0]));
        yield return Clean("2.3 ping byte by byte", 1, Frame(Ping, "are you there"));
        yield return Clean("2.4 pong that nobody asked for", 0, Frame(Pong, ""));
        yield return Clean("2.5 pong with a payload, then a ping", 0, Frame(Pong, "x"), Frame(Ping, "y"));
        yield return Clean("2.6 ten pings", 0, [.. Enumerable.Range(0, 10).Select(i => Frame(Ping, $"p{i}"))]);
        yield return Clean("2.7 pings around a message", 0, Frame(Ping, "a"), Frame(Text, "b"), Frame(Ping, "c"));
        yield return Broken("2.8 ping of 126", 1002, Raw(0x89, 126, Filler(126)));
        yield return Broken("2.9 pong of 126", 1002, Raw(0x8A, 126, Filler(126)));
    }

    private static IEnumerable<ConformanceCase> ReservedBits()
    {
        (string Name, int Opcode)[] kinds = [("text", Text), ("binary", Binary), ("ping", Ping), ("close", CloseFrame)];
        foreach (var (name, opcode) in kinds)
        {
            for (var bits = 1; bits < 8; bits++)
                yield return Broken(
                    $"3.{bits} reserved bits {bits} on {name}", 1002, First(0x80 | (bits << 4) | opcode, "x"));
        }

        yield return Broken("3.8 reserved bit behind a good message", 1002, Frame(Text, "good"), First(0xC1, "bad"));
        yield return Broken("3.9 reserved bit on a continuation", 1002, First(0x01, "be"), First(0xC0, "gin"));
    }

    private static IEnumerable<ConformanceCase> ReservedOpcodes()
    {
        foreach (var opcode in (int[])[3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
        {
            yield return Broken($"4.1 opcode {opcode}", 1002, First(0x80 | opcode, ""));
            yield return Broken(
                $"4.2 opcode {opcode} behind a good message", 1002, Frame(Text, "good"), First(0x80 | opcode, "x"));
        }
    }

    private static IEnumerable<ConformanceCase> Fragments()
    {
        yield return Broken("5.1 ping in two fragments", 1002, First(0x09, "a"), First(0x80, "b"));
        yield return Broken("5.2 pong in two fragments", 1002, First(0x0A, "a"), First(0x80, "b"));
        yield return Clean("5.3 text in two fragments", 0, First(0x01, "frag"), First(0x80, "ment"));
        yield return Clean("5.4 text in two fragments, byte by byte", 1, First(0x01, "frag"), First(0x80, "ment"));
        yield return Clean("5.5 a ping between two fragments", 0, First(0x01, "a"), Frame(Ping, "p"), First(0x80, "b"));
        yield return Clean("5.6 a pong between two fragments", 0, First(0x01, "a"), Frame(Pong, "p"), First(0x80, "b"));
        yield return Clean("5.7 pings between five fragments", 0, First(0x01, "1"), Frame(Ping, "a"), First(0x00, "2"),
            Frame(Ping, "b"), First(0x00, "3"), First(0x00, "4"), Frame(Ping, "c"), First(0x80, "5"));
        yield return Broken("5.8 continuation of nothing", 1002, First(0x80, "x"));
        yield return Broken("5.9 first of continuations of nothing", 1002, First(0x00, "x"));
        yield return Broken("5.10 continuation behind a whole message", 1002, Frame(Text, "whole"), First(0x80, "x"));
        yield return Broken("5.11 a message inside a message", 1002, First(0x01, "a"), Frame(Text, "b"));
        yield return Broken("5.12 binary inside text", 1002, First(0x01, "a"), First(0x02, "b"));
        yield return Clean("5.13 empty fragments", 0, First(0x01, ""), First(0x00, ""), First(0x80, ""));
        yield return Clean(
            "5.14 text between empty fragments", 0, First(0x01, ""), First(0x00, "text"), First(0x80, ""));
        yield return Clean("5.15 binary in three fragments", 0, First(0x02, "a"), First(0x00, "b"), First(0x80, "c"));
        yield return Clean("5.16 two fragmented messages", 0,
            First(0x01, "a"), First(0x80, "b"), First(0x02, "c"), First(0x80, "d"));
        yield return Clean("5.17 a hundred fragments", 0,
            [First(0x01, "0"), .. Enumerable.Range(1, 98).Select(_ => First(0x00, "x")), First(0x80, "9")]);
        yield return Clean("5.18 fragments at the edges of lengths", 0,
            First(0x01, Filler(125)), First(0x00, Filler(126)), First(0x80, Filler(65_536)));
    }

    private static IEnumerable<ConformanceCase> ValidUtf8()
    {
        string[] texts =
        [
            "κόσμε", "ö", "\u0080", "\u07FF", "\u0800", "\uFFFD", "\uD7FF", "\uE000", "\uFFFE", "\uFFFF", "\U00010000",
            "\U0010FFFF", "\0", "日本語", "\U0001F642", "a\u0300\u0301",
        ];
        foreach (var text in texts)
            yield return Clean(
                $"6.1 {Name(Encoding.UTF8.GetBytes(text))} is text", 0, Frame(Text, Encoding.UTF8.GetBytes(text)));
        var bytes = Encoding.UTF8.GetBytes("κ\U0001F642ö");
        for (var cut = 0; cut <= bytes.Length; cut++)
            yield return Clean(
                $"6.2 text cut behind byte {cut}", 0, First(0x01, bytes[..cut]), First(0x80, bytes[cut..]));
    }

    private static IEnumerable<ConformanceCase> InvalidUtf8()
    {
        string[] sequences =
        [
            "80", "BF", "80BF80", "C0", "C080", "C1BF", "C3", "C328", "E0", "E08080", "E09FBF", "E282", "E28228",
                "EDA080",
            "EDBFBF", "EDA080EDB080", "F0", "F0808080", "F08FBFBF", "F09F98", "F4908080", "F5808080", "F888808080",
                "FC8480808080",
            "FE", "FF",
        ];
        foreach (var hex in sequences)
        {
            var bad = Convert.FromHexString(hex);
            yield return Broken($"6.3 {hex} is no text", 1007, Frame(Text, bad));
            yield return Broken($"6.4 {hex} is no text behind good text", 1007, Frame(Text, [.. "good "u8, .. bad]));
        }

        yield return Broken(
            "6.5 a fragment that is no text ends it at once", 1007, First(0x01, "good"), First(0x00, [0xFF]));
        yield return Broken(
            "6.6 a character that its last fragment leaves open", 1007, First(0x01, [0xCE]), First(0x80, ""));
        yield return Broken(
            "6.7 half a frame that is no text ends it at once", 1007, Frame(Text, [0xFF, .. Filler(50)])[..20]);
    }

    private static IEnumerable<ConformanceCase> Closing()
    {
        int[] allowed =
            [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999];
        foreach (var code in allowed) yield return new($"7.1 close {code}", Close(code, ""), 0, 0);
        foreach (var code in (int[])[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])
            yield return Broken($"7.2 close {code} may not be sent", 1002, Close(code, ""));
        yield return new("7.3 close without a code", Frame(CloseFrame, ""), 0, 0);
        yield return Broken("7.4 close with half a code", 1002, Frame(CloseFrame, [0x03]));
        yield return new("7.5 close with a reason", Close(1000, "all done"), 0, 0);
        yield return new("7.6 close with the longest reason", Close(1000, new string('r', 123)), 0, 0);
        yield return Broken("7.7 close of 126", 1002, Raw(0x88, 126, [0x03, 0xE8, .. Filler(124)]));
        yield return Broken("7.8 reason that is no text", 1007, Frame(CloseFrame, [0x03, 0xE8, 0xFF]));
        yield return Broken("7.9 close in two fragments", 1002, First(0x08, [0x03, 0xE8]), First(0x80, ""));
        yield return new("7.10 close behind a message", [.. Frame(Text, "last words"), .. Close(1000, "")], 0, 0);
        yield return new("7.11 close byte by byte", Close(1001, "bye"), 1, 0);
        yield return new("7.12 close inside a message", [.. First(0x01, "never"), .. Close(1000, "")], 0, 0);
    }

    private static IEnumerable<ConformanceCase> Lengths()
    {
        yield return Broken("9.1 text without a mask", 1002, [0x81, 1, (byte)'x']);
        yield return Broken("9.2 ping without a mask", 1002, [0x89, 0]);
        yield return Broken("9.3 125 in two bytes", 1002, Raw(0x81, 126, Filler(125)));
        yield return Broken("9.4 65535 in eight bytes", 1002, Raw(0x81, 127, Filler(65_535)));
        yield return Broken("9.5 a length of 2^63", 1002, [0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        yield return Broken(
            "9.6 more than the largest message", 1009, [0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0x86, 0xA1, 0, 0, 0, 0]);
        yield return Broken("9.7 more than the largest message in fragments", 1009,
            First(0x02, Filler(60_000)), First(0x00, Filler(60_000)));
    }

    private static ConformanceCase Clean(string name, int piece, params byte[][] frames) =>
        new(name, [.. frames.SelectMany(frame => frame), .. Close(1000, "")], piece, 0);

    private static ConformanceCase Broken(string name, int close, params byte[][] frames) =>
        new(name, [.. frames.SelectMany(frame => frame)], 0, close);

    private static byte[] Frame(int opcode, string text) => Frame(opcode, Encoding.UTF8.GetBytes(text));

    private static byte[] Frame(int opcode, byte[] payload) => First(0x80 | opcode, payload);

    private static byte[] First(int first, string text) => First(first, Encoding.UTF8.GetBytes(text));

    private static byte[] First(int first, byte[] payload) =>
        new WebSocketFrame((byte)first, payload).ToBytes(mask: true);

    private static byte[] Close(int code, string reason) => WebSocketFrame.Close(code, reason).ToBytes(mask: true);

    /// <summary>A frame whose length stands in more bytes than it needs: 126 for two, 127 for eight. Masked with
    /// zeros.</summary>
    private static byte[] Raw(int first, int form, byte[] payload)
    {
        byte[] length = form == 126
            ? [(byte)(payload.Length >> 8), (byte)payload.Length]
            : [0, 0, 0, 0, 0, 0, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [(byte)first, (byte)(0x80 | form), .. length, 0, 0, 0, 0, .. payload];
    }

    private static byte[] Filler(int size) =>
        [.. Enumerable.Range(0, size).Select(i => (byte)(i % 7 == 6 ? ' ' : 'a' + (i / 7 % 5)))];

    private static string Name(byte[] bytes) => Convert.ToHexString(bytes);
}
