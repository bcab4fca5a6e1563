namespace Pipelock.Config.Tests.Toml;

public sealed class TomlTablesTests
{
    public static TheoryData<string, string> Valid => new()
    {
        { "[a]", "{a={}}" },
        { "[a]\nb = 1\n[c]\nb = 2", "{a={b=1} c={b=2}}" },
        { "x = 1\n[ a . 'b c' ] # comment\ny = 2", "{x=1 a={\"b c\"={y=2}}}" },
        { "[a.b.c]\nx = 1", "{a={b={c={x=1}}}}" },
        { "[a.b]\nx = 1\n[a]\ny = 2", "{a={b={x=1} y=2}}" },
        { "[a]\n[a.b]\n[a.c]", "{a={b={} c={}}}" },
        { "[a.b]\n[c]\n[a.d]", "{a={b={} d={}} c={}}" },
        { "[a]\nb.c = 1\nb.d = 2", "{a={b={c=1 d=2}}}" },
        { "[a]\nb.c = 1\n[a.b.d]\ne = 2", "{a={b={c=1 d={e=2}}}}" },
        { "b.c = 1\n[b.d]\ne = 2", "{b={c=1 d={e=2}}}" },
        { "[a.b.c]\nx = 1\n[a]\nb.d = 2", "{a={b={c={x=1} d=2}}}" },
        { "[[a]]", "{a=[{}]}" },
        { "[[a]]\nx = 1\n[[a]]\nx = 2\n[[ a ]]", "{a=[{x=1} {x=2} {}]}" },
        { "[[a]]\n[a.b]\nx = 1\n[[a]]\n[a.b]\nx = 2", "{a=[{b={x=1}} {b={x=2}}]}" },
        { "[[a.b]]\n[[a.b]]\n[a]\nx = 1", "{a={b=[{} {}] x=1}}" },
        { "[[a]]\n[[a.b]]\nx=1\n[[a.b]]\nx=2\n[[a]]\n[[a.b]]\nx=3", "{a=[{b=[{x=1} {x=2}]} {b=[{x=3}]}]}" },
        { "[[a]]\nb.c = 1\n[[a]]\nb.c = 2", "{a=[{b={c=1}} {b={c=2}}]}" },
        { "[a.b]\n[[a.c]]", "{a={b={} c=[{}]}}" },
        { "  [a]  \n  [[b]]\t", "{a={} b=[{}]}" },
        { "[1.2]\n[\"\"]", "{1={2={}} \"\"={}}" },
    };

    public static TheoryData<string, string, string> Invalid => new()
    {
        { "[]", "1:2", "key is missing" },
        { "[ ]", "1:3", "key is missing" },
        { "[a", "1:3", "close the header with ]" },
        { "[a\nb = 1", "1:3", "close the header with ]" },
        { "[a b]", "1:4", "close the header with ]" },
        { "[a.]", "1:4", "key is missing" },
        { "[.a]", "1:2", "key is missing" },
        { "[a..b]", "1:4", "key is missing" },
        { "[a]]", "1:4", "one expression a line" },
        { "[a] b = 1", "1:5", "one expression a line" },
        { "[a] [b]", "1:5", "one expression a line" },
        { "[[a]", "1:4", "close the header with ]]" },
        { "[[a] ]", "1:4", "close the header with ]]" },
        { "[ [a]]", "1:3", "quote it" },
        { "[[]]", "1:3", "key is missing" },
        { "[[a]]]", "1:6", "one expression a line" },
        { "[a=1]", "1:3", "close the header with ]" },
        { "[\"\"\"a\"\"\"]", "1:2", "multi-line string" },
        { "[é]", "1:2", "quote it" },
        { "[a]\n[a]", "2:2", "header at line 1 already" },
        { "[a]\nb = 1\n[c]\n[a]\nb = 1", "4:2", "header at line 1 already" },
        { "[a.b]\n[a]\n[ a ]", "3:3", "header at line 2 already" },
        { "[a]\n['a']", "2:2", "header at line 1 already" },
        { "a = 1\n[a]", "2:2", "holds an integer since line 1" },
        { "a = 1\n[a.b]", "2:2", "holds an integer since line 1" },
        { "[a]\nb = 1\n[a.b]", "3:4", "holds an integer since line 2" },
        { "[a]\nb = 1\n[a.b.c]", "3:4", "holds an integer since line 2" },
        { "a = {}\n[a]", "2:2", "inline table at line 1" },
        { "a = {}\n[a.b]", "2:2", "inline table at line 1" },
        { "[a]\nb.c = 1\n[a.b]", "3:4", "made by a dotted key at line 2" },
        { "a.b.c = 1\n[a]", "2:2", "made by a dotted key at line 1" },
        { "a.b.c = 1\n[a.b]", "2:4", "made by a dotted key at line 1" },
        { "[a.b]\nx = 1\n[a]\nb.y = 2", "4:1", "has its own header at line 1" },
        { "[a.b.c]\n[a]\nb.c.d = 1", "3:3", "has its own header at line 1" },
        { "[a.b.c.d]\n[a]\nb.x = 1\n[a.b]", "4:4", "made by a dotted key at line 1" },
        { "[a]\n[a.b]\n[a.c]\n[a.b]", "4:4", "header at line 2 already" },
        { "[a.b]\n[a]\nb = 1", "3:1", "set already at line 1, column 4" },
        { "[a]\n[[a]]", "2:3", "is a table since line 1" },
        { "[a.b]\n[[a]]", "2:3", "is a table since line 1" },
        { "[[a]]\n[a]", "2:2", "array of tables since line 1" },
        { "a = []\n[[a]]", "2:3", "with its own brackets at line 1" },
        { "a = [{}]\n[[a]]", "2:3", "with its own brackets at line 1" },
        { "a = [{}]\n[a.b]", "2:2", "holds a list since line 1" },
        { "a = 1\n[[a]]", "2:3", "holds an integer since line 1" },
        { "a = {}\n[[a]]", "2:3", "inline table at line 1" },
        { "a.b = 1\n[[a]]", "2:3", "is a table since line 1" },
        { "[[a]]\n[[a.b]]\n[a.b]", "3:4", "array of tables since line 2" },
        { "[[a.b]]\n[a]\nb.c = 1", "3:1", "array of tables since line 1; a dotted key" },
        { "[[a]]\nx = 1\nx = 2", "3:1", "set already at line 2" },
        { "[[a]]\n[a.b]\n[a.b]", "3:4", "header at line 2 already" },
        { "[a]\n[b]\n[[a.c]]\n[a.c]", "4:4", "array of tables since line 3" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void Headers_make_this_tree(string toml, string tree) => TomlAssert.Reads(toml, tree);

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_bad_or_repeated_header_is_refused_at_its_place(string toml, string at, string words) =>
        TomlAssert.Refuses(toml, at, words);
}
