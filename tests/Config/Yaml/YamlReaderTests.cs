using Pipelock.Config.Document;
using Pipelock.Config.Yaml;

namespace Pipelock.Config.Tests.Yaml;

public sealed class YamlReaderTests
{
    public static TheoryData<string, string> Valid => new()
    {
        { "", "{}" },
        { "\n  \n# comment\n", "{}" },
        { "---", "{}" },
        { "---\n...\n", "{}" },
        { "~", "{}" },
        { "{}", "{}" },
        { "a: 1", "{a=1}" },
        { "\uFEFFa: 1", "{a=1}" },
        { "a: 1\r\nb: 2\r\n", "{a=1 b=2}" },
        { "---\na: 1\n...\n", "{a=1}" },
        { "%YAML 1.2\n---\na: 1", "{a=1}" },
        { "a: # nothing\nb: 1 # one", "{a=null b=1}" },
        { "a:\n  b:\n    c: x", "{a={b={c=\"x\"}}}" },
        { "a:\n- 1\n- two\n-\n- - 3\n  - b: 4\n    c: 5", "{a=[1 \"two\" null [3 {b=4 c=5}]]}" },
        { "a: [1, two, {b: 3}, ]", "{a=[1 \"two\" {b=3}]}" },
        { "a: {b: 1, 'c d': [], e: }", "{a={b=1 \"c d\"=[] e=null}}" },
        { "\"a b\": 1\n'c': 2\n3: x\ntrue: y", "{\"a b\"=1 c=2 3=\"x\" true=\"y\"}" },
        { "? a\n: 1", "{a=1}" },
        { "a:: 1\nb:c: d:e\nf: http://x:1/", "{\"a:\"=1 \"b:c\"=\"d:e\" f=\"http://x:1/\"}" },
        { "a: 'b: c'\nd: |\n  e: f\n", """{a="b: c" d="e: f\n"}""" },
        { "a: !!map {b: 1}\nc: !!seq [1]", "{a={b=1} c=[1]}" },
        { "a: &x 1\nb: *x", "{a=1 b=1}" },
        { "a: &x [1, 2]\nb: {c: *x}", "{a=[1 2] b={c=[1 2]}}" },
        { "a: &x 1\nb: &x 2\nc: *x", "{a=1 b=2 c=2}" },
        { "&k a: 1\nb: *k", "{a=1 b=\"a\"}" },
        { "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3", "{a={b=1 c=2} d={c=3 b=1}}" },
        { "a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y], f: 4}", "{a={b=1} c={b=2 d=3} e={f=4 b=1 d=3}}" },
        { "a: {<<: {b: 1}}", "{a={b=1}}" },
        { "\"<<\": 1", "{<<=1}" },
    };

    public static TheoryData<string, string, string> Invalid => new()
    {
        { "a", "1:1", "holds a string, not a mapping" },
        { "- a", "1:1", "holds a list, not a mapping" },
        { "42", "1:1", "holds an integer, not a mapping" },
        { "a: 1\n---\nb: 2", "2:1", "a second document" },
        { "a: 1\n---\n", "2:1", "a second document" },
        { "---\n---\n", "2:1", "a second document" },
        { "a: 1\n...\n---\nb: 2", "3:1", "a second document" },
        { "a: 1\nb: 2\na: 3", "3:1", "set already at line 1, column 1" },
        { "a: 1\n'a': 3", "2:1", "set already at line 1, column 1" },
        { "x:\n  a: 1\n  b: 2\n  a: 3", "4:3", "set already at line 2, column 3" },
        { "x: {a: 1, a: 2}", "1:11", "set already at line 1, column 5" },
        { "x:\n- a: 1\n  a: 1", "3:3", "set already" },
        { "a: *x", "1:4", "names no anchor before it" },
        { "a: *x\nb: &x 1", "1:4", "names no anchor before it" },
        { "a: &x [*x]", "1:8", "names no anchor before it" },
        { "a: &x {b: *x}", "1:11", "names no anchor before it" },
        { "a: {<<: 1}", "1:9", "merges a mapping" },
        { "a: {<<: [1]}", "1:9", "merges a mapping" },
        { "? [a]\n: 1", "1:3", "a key cannot be a list" },
        { "{a: 1}: 2", "1:1", "a key cannot be a section" },
        { "~: 1", "1:1", "a key cannot be nothing" },
        { ": 1", "1:1", "a key cannot be nothing" },
        { "a: !x [1]", "1:4", "this tag does not fit" },
        { "a: !!seq {b: 1}", "1:4", "this tag does not fit" },
        { "a: !!set {b}", "1:4", "this tag does not fit" },
        { "a: bell \a", "1:9", "control character U+0007" },
        { "a: 1\nb: \"nul \0\"", "2:9", "control character U+0000" },
        { "a: 1\nb: 1\u0080", "2:5", "control character U+0080" },
        { "a: 1 \uFEFF", "1:6", "control character U+FEFF" },
        { "a: b: c", "1:5", "not well-formed YAML" },
        { "a: [1, 2", "2:1", "not well-formed YAML" },
        { "a: {b: 1", "2:1", "not well-formed YAML" },
        { "a: \"open", "1:4", "not well-formed YAML" },
        { "a: 'open", "1:4", "not well-formed YAML" },
        { "a:\n\tb: 1", "2:1", "a tab in the indentation" },
        { "a:\n  b: 1\n \tc: 1", "3:1", "a tab in the indentation" },
        { "a: @\tx", "1:4", "not well-formed YAML" },
        { "a: 1\n b: 2", "2:3", "not well-formed YAML" },
        { "a:\n    b: 1\n  c: 2", "3:3", "not well-formed YAML" },
        { "a: 1\n\n  *b: 2\n", "1:4", "needs quotes" },
        { "a: [b:]", "1:5", "needs quotes" },
        { "a: x\n\n  - *k:", "1:4", "needs quotes" },
        { "a: @x", "1:4", "not well-formed YAML" },
        { "a: `x", "1:4", "not well-formed YAML" },
        { "a: %x", "1:4", "not well-formed YAML" },
        { "a: \"\\q\"", "1:4", "not well-formed YAML" },
        { "a: \"\\ud800\"", "1:4", "not well-formed YAML" },
        { "%YAML 9.9\n---\na: 1", "1:1", "not well-formed YAML" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_document_makes_this_tree(string yaml, string tree) => YamlAssert.Reads(yaml, tree);

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_bad_document_is_refused_at_its_place(string yaml, string at, string words) =>
        YamlAssert.Refuses(yaml, at, words);

    [Fact]
    public void Mistakes_that_are_not_in_the_syntax_are_named_all_at_once() =>
        Assert.Equal(
            "3:3 s.a, 4:6 s.b, 5:6 s.c, 6:5 s, 8:4 ",
            string.Join(
                ", ",
                YamlAssert.Problems("s:\n  a: 1\n  a: 2\n  b: !x 1\n  c: *n\n  ? [d]\n  : 1\nt: @")
                    .Select(p => $"{p.Line}:{p.Column} {p.KeyPath}")));

    [Fact]
    public void A_problem_names_file_place_and_key() =>
        Assert.Equal(
            "t.yaml:3:3: proxy.port: this key is set already at line 2, column 3; remove one of the two",
            YamlAssert.Problems("proxy:\n  port: 1\n  port: 2")[0].ToString());

    [Fact]
    public void Nodes_know_where_they_start()
    {
        var root = YamlNodes.Mapping("# é\ns:\n  a: 1\n  b:\n  - x\n  - 'y'\nf: {c: [1]}\n");
        var section = (MappingNode)root["s"]!;
        Assert.Equal("3:3", section.Location.ToString());
        Assert.Equal("3:3 3:6", $"{section.Entries[0].KeyLocation} {section.Entries[0].Value.Location}");
        var list = (SequenceNode)section["b"]!;
        Assert.Equal("5:3 5:5 6:5", $"{list.Location} {list.Items[0].Location} {list.Items[1].Location}");
        Assert.Equal("7:4", root["f"]!.Location.ToString());
    }

    [Fact]
    public void Plain_and_quoted_text_can_be_told_apart()
    {
        var root = YamlNodes.Mapping("a: yes\nb: 'yes'");
        Assert.Equal((true, false), (((ScalarNode)root["a"]!).IsPlain, ((ScalarNode)root["b"]!).IsPlain));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused() =>
        Assert.Equal(
            "t:2:2: not UTF-8; save the file in that encoding",
            Assert.Throws<ConfigException>(() =>
                YamlReader.Read([0x23, 0x0A, 0x23, 0xFF], "t")).Problems[0].ToString());

    public static TheoryData<string, string> TooMuch => new()
    {
        { Laughs(lines: 12, width: 10), "aliases written out" },
        { "a: [" + string.Concat(Enumerable.Repeat("1,", ReaderLimits.MaxNodes)) + "]", "more than 200000 values" },
        { "a: " + new string('[', 70) + new string(']', 70), "nest at most 64 deep" },
        { "a: " + new string('[', 100_000), "nest at most 64 deep" },
        { Deepening(40, 2), "nest at most 64 deep" },
        { new string('#', ReaderLimits.MaxFileBytes + 1), "more than 4194304 bytes" },
    };

    [Theory]
    [MemberData(nameof(TooMuch), DisableDiscoveryEnumeration = true)]
    public void What_exceeds_a_limit_is_refused(string yaml, string words) =>
        Assert.Contains(words, Assert.Single(YamlAssert.Problems(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void Aliases_of_aliases_below_the_limit_are_read() =>
        Assert.Equal(5, YamlNodes.Mapping(Laughs(lines: 5, width: 4)).Entries.Length);

    // x0: &x0 [1, …]   x1: &x1 [*x0, *x0, …]   …
    private static string Laughs(int lines, int width) =>
        string.Concat(Enumerable.Range(0, lines).Select(i =>
            $"x{i}: &x{i} [{string.Join(", ", Enumerable.Repeat(i == 0 ? "1" : $"*x{i - 1}", width))}]\n"));

    // Each line nests the one before it a few levels deeper.
    private static string Deepening(int lines, int levels) =>
        "x0: &x0 1\n" + string.Concat(Enumerable.Range(1, lines).Select(i =>
            $"x{i}: &x{i} {new string('[', levels)}*x{i - 1}{new string(']', levels)}\n"));

}
