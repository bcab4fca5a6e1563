using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Tests.Text.Decoders;

public class HexDumpTests
{
    private const string Secret = "AKIAIOSFODNN7EXAMPLE";

    public static TheoryData<string, string> Dumps => new()
    {
        { "xxd", """
            00000010: 4445 4255 473d 300a 4b45 593d 414b 4941  DEBUG=0.KEY=AKIA
            00000020: 494f 5346 4f44 4e4e 3745 5841 4d50 4c45  IOSFODNN7EXAMPLE
            00000030: 0a50 4f52 543d 3830 0a                   .PORT=80.
            """ },
        { "xxd, eight to a line, text that looks like digits", """
            00000018: 4b45 593d 414b 4941  KEY=AKIA
            00000020: 494f 5346 4f44 4e4e  IOSFODNN
            00000028: 3745 5841 4d50 4c45  7EXAMPLE
            00000030: 0a50 4f52 543d 3830  cafe 345
            """ },
        { "xxd, single bytes, capitals", """
            00000010: 44 45 42 55 47 3D 30 0A 4B 45 59 3D 41 4B 49 41  DEBUG=0.KEY=AKIA
            00000020: 49 4F 53 46 4F 44 4E 4E 37 45 58 41 4D 50 4C 45  IOSFODNN7EXAMPLE
            """ },
        { "hexdump -C", """
            00000010  44 45 42 55 47 3d 30 0a  4b 45 59 3d 41 4b 49 41  |DEBUG=0.KEY=AKIA|
            00000020  49 4f 53 46 4f 44 4e 4e  37 45 58 41 4d 50 4c 45  |IOSFODNN7EXAMPLE|
            00000030
            """ },
        { "hexdump", """
            0000010 4544 5542 3d47 0a30 454b 3d59 4b41 4149
            0000020 4f49 4653 444f 4e4e 4537 4158 504d 454c
            """ },
        { "od", """
            0000020 042504 052502 036507 005060 042513 036531 045501 040511
            0000040 047511 043123 042117 047116 042467 040530 050115 042514
            0000060
            """ },
        { "od -b", """
            0000020 104 105 102 125 107 075 060 012 113 105 131 075 101 113 111 101
            0000040 111 117 123 106 117 104 116 116 067 105 130 101 115 120 114 105
            """ },
        { "od -c", """
            0000020   D   E   B   U   G   =   0  \n   K   E   Y   =   A   K   I   A
            0000040   I   O   S   F   O   D   N   N   7   E   X   A   M   P   L   E
            0000060  \n   P   O   R   T   =   8   0  \n 303 244
            """ },
        { "od -x4", """
            0000020 55424544 0a303d47 3d59454b 41494b41
            0000040 46534f49 4e4e444f 41584537 454c504d
            """ },
        { "od -A x -t x1z", """
            000010 44 45 42 55 47 3d 30 0a 4b 45 59 3d 41 4b 49 41  >DEBUG=0.KEY=AKIA<
            000020 49 4f 53 46 4f 44 4e 4e 37 45 58 41 4d 50 4c 45  >IOSFODNN7EXAMPLE<
            """ },
        { "tcpdump -X", "12:00:01 IP 10.0.0.1.443 > 10.0.0.2.5555: Flags [P.]\r\n"
            + "\t0x0000:  4445 4255 473d 300a 4b45 593d 414b 4941  DEBUG=0.KEY=AKIA\r\n"
            + "\t0x0010:  494f 5346 4f44 4e4e 3745 5841 4d50 4c45  IOSFODNN7EXAMPLE\r\n" },
        { "quoted", "> 00000000: 414b 4941 494f 5346  AKIAIOSF\n> 00000008: 4f44 4e4e 3745 5841  ODNN7EXA\n"
            + "> 00000010: 4d50 4c45                MPLE\n" },
        { "of DOS", "0000  41 4B 49 41 49 4F 53 46-4F 44 4E 4E 37 45 58 41\n0010  4D 50 4C 45\n" },
    };

    public static TheoryData<string, string> Others => new()
    {
        { "numbers of a table", "0000 12 17 21\n0001 13 18 22\n0002 14 19 23\n" },
        { "an image", "00000000: 8950 4e47 0d0a 1a0a 0000 000d 4948 4452  .PNG........IHDR\n"
            + "00000010: 0000 0010 0000 0010 0806 0000 001f f3ff  ................\n" },
        { "offsets alone", "00000000:\n00000010:\n00000020\n" },
        { "a sum of money", "paid 1000000 41 4b 49 41 49 4f 53 46 4f 44 4e 4e 37 45 58 41 4d 50 4c 45\n" },
    };

    [Theory, MemberData(nameof(Dumps))]
    public void Bytes_of_all_lines_are_put_together(string name, string dump) =>
        Assert.Contains(Secret, Extract($"{name}, in a report:\n{dump}\nand words"), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Others))]
    public void Nothing_is_taken_from(string name, string text) =>
        Assert.Equal((name, ""), (name, Extract(text)));

    [Fact]
    public void A_dump_is_seen_wherever_it_begins_and_wherever_it_is_cut_into_lines()
    {
        for (var width = 1; width <= 32; width++)
        {
            var text = string.Concat(Secret.Chunk(width).Select((line, i) =>
                $"{i * width:x8}: {string.Join(' ', line.Select(c => $"{(int)c:x2}"))}  {new string(line)}\n"));
            for (var before = 0; before < 70; before++)
            {
                Assert.Equal(Secret + " ", Extract(new string('0', before) + "\n" + text));
            }
        }
    }

    private static string Extract(string text)
    {
        var bytes = Bytes.Of(text);
        var destination = new byte[HexDump.MaxLength(bytes.Length)];
        var written = HexDump.Extract(bytes, destination);
        Assert.True(written == 0 || HexDump.IsCandidate(bytes));
        return Bytes.Text(destination.AsSpan(0, written));
    }
}
