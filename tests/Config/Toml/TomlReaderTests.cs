using System.Text;
using Pipelock.Config.Document;
using Pipelock.Config.Toml;

namespace Pipelock.Config.Tests.Toml;

public sealed class TomlReaderTests
{
    // Each row: a document and the places and paths of everything that is wrong with it, in order.
    public static TheoryData<string, string> Recoveries => new()
    {
        { "a = \nb = 1\nc = x", "1:5 a, 3:5 c" },
        { "[s]\na = 01\nb = 1\na.c = 2\n[s.t]\nd = [1 2]\ne = tru", "2:5 s.a, 6:8 s.t.d, 7:5 s.t.e" },
        { "a = 1\na = 2\nb = [\n1,\n2]\nb = [\n3,\n4]\nc = 1", "2:1 a, 6:1 b" },
        { "[bad\na = 1\na.b = 1\n[good]\na = 1\nb = 2", "1:5 bad, 3:1 a.b" },
        { "[s]\nx = 1\n[s]\nx = 1\ny = z", "3:2 s, 5:5 y" },
        { "a = [\n  1,\n  tru,\n  \"x = 1\",\n  [1],\n  { y = 1 },\n]\nb = z", "3:3 a, 8:5 b" },
        { "a = [\n  1,\n  tru,\n]\n[t]\nb = z", "3:3 a, 6:5 t.b" },
        { "a = {x = 1 y = 2}\nb = {x = }\nc = 3", "1:12 a, 2:10 b" },
        { "a = \"open\nb = 'open\nc = 3", "1:5 a, 2:5 b" },
        { "\"\\q\" = 1\n'ok'.é = 1", "1:2 , 2:6 ok" },
    };

    [Theory]
    [MemberData(nameof(Recoveries))]
    public void Every_mistake_of_a_file_is_named_at_once(string toml, string expected) =>
        Assert.Equal(
            expected,
            string.Join(", ", TomlAssert.Problems(toml).Select(p => $"{p.Line}:{p.Column} {p.KeyPath}")));

    [Fact]
    public void A_problem_names_file_place_and_key() =>
        Assert.Equal(
            "t.toml:2:8: proxy.port: a number has no leading zeros; write 0o… for octal, or quote text",
            TomlAssert.Problems("[proxy]\nport = 08888")[0].ToString());

    [Fact]
    public void Nodes_know_where_they_start()
    {
        var root = Read("# é🔒\n[s]\n  \"é🔒\" = 1\n  b = [ 'x',\n 2 ]\n[[t]]\n");
        var section = (MappingNode)root["s"]!;
        Assert.Equal("2:2", section.Location.ToString());
        Assert.Equal("3:3", section.Entries[0].KeyLocation.ToString());
        Assert.Equal("3:10", section.Entries[0].Value.Location.ToString());
        var list = (SequenceNode)section["b"]!;
        Assert.Equal("4:7 4:9 5:2", $"{list.Location} {list.Items[0].Location} {list.Items[1].Location}");
        Assert.Equal("6:3", root["t"]!.Location.ToString());
    }

    [Fact]
    public void A_table_named_first_by_a_table_below_it_is_located_at_its_own_header() =>
        Assert.Equal("3:2", Read("[a.b]\nx = 1\n[a]\n")["a"]!.Location.ToString());

    [Fact]
    public void Scalars_keep_how_they_were_written()
    {
        var root = Read("a = 0xF\nb = +1_0.5");
        Assert.Equal(("0xF", "+1_0.5"), (((ScalarNode)root["a"]!).Text, ((ScalarNode)root["b"]!).Text));
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_at_the_start_only()
    {
        Assert.Equal("1:1", TomlReader.Read("\uFEFFa = 1"u8, "t").Entries[0].KeyLocation.ToString());
        TomlAssert.Refuses("\uFEFF\uFEFFa = 1", "1:1", "quote it");
    }

    public static TheoryData<byte[], string> NotUtf8 => new()
    {
        { [0x61, 0x20, 0x3D, 0x20, 0x22, 0xFF, 0x22], "1:6" },
        { [0x23, 0x0A, 0x23, 0xC3, 0x28], "2:2" }, // a lead byte without its continuation
        { [0x23, 0xC0, 0x80], "1:2" }, // overlong
        { [0x23, 0xED, 0xA0, 0x80], "1:2" }, // a surrogate
        { [0x23, 0xF4, 0x90, 0x80, 0x80], "1:2" }, // over U+10FFFF
        { [0x23, 0xC3, 0xA9, 0xE2, 0x82], "1:3" }, // cut off at the end
        { [0xFF, 0xFE, 0x61, 0x00], "1:1" }, // UTF-16
    };

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public void Bytes_that_are_no_utf8_are_refused_at_their_place(byte[] bytes, string at)
    {
        var problem = Assert.Single(Assert.Throws<ConfigException>(() => TomlReader.Read(bytes, "t")).Problems);
        Assert.Equal(at, $"{problem.Line}:{problem.Column}");
        Assert.Contains("not UTF-8", problem.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> TooMuch => new()
    {
        { "a = " + new string('[', 65) + new string(']', 65), "nest at most 64 deep" },
        { "a = " + string.Concat(Enumerable.Repeat("{a = ", 65)) + "1" + new string('}', 65), "nest at most 64 deep" },
        { string.Concat(Enumerable.Repeat("a.", 64)) + "a = 1", "at most 64 parts" },
        { "[" + string.Concat(Enumerable.Repeat("a.", 64)) + "a]", "at most 64 parts" },
        { "a = [" + string.Concat(Enumerable.Repeat("1,", ReaderLimits.MaxNodes)) + "]", "more than 200000 values" },
        { "a = " + new string('[', 2_000_000), "nest at most 64 deep" },
        { new string('#', ReaderLimits.MaxFileBytes + 1), "more than 4194304 bytes" },
    };

    [Theory]
    [MemberData(nameof(TooMuch), DisableDiscoveryEnumeration = true)]
    public void What_exceeds_a_limit_is_refused(string toml, string words) =>
        Assert.Contains(words, Assert.Single(TomlAssert.Problems(toml)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_deepest_values_allowed_are_read()
    {
        TomlAssert.Reads("a = " + new string('[', 64) + new string(']', 64),
            "{a=" + new string('[', 64) + new string(']', 64) + "}");
        Assert.Single(Read(string.Concat(Enumerable.Repeat("a.", 63)) + "a = 1").Entries);
    }

    [Fact]
    public void At_most_a_hundred_problems_are_named() =>
        Assert.Equal(
            ReaderLimits.MaxProblems, TomlAssert.Problems(string.Concat(Enumerable.Repeat("a\n", 1000))).Count);

    private static MappingNode Read(string toml) => TomlReader.Read(Encoding.UTF8.GetBytes(toml), "t.toml");
}
