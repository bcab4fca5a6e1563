namespace Pipelock.Config.Tests.Toml;

public sealed class TomlKeysTests
{
    public static TheoryData<string, string> Valid => new()
    {
        { "", "{}" },
        { "\n\n# comment\n\t \n", "{}" },
        { "key = 1", "{key=1}" },
        { "bare_key-1 = 1", "{bare_key-1=1}" },
        { "1234 = 1", "{1234=1}" },
        { "- = 1\n_ = 2", "{-=1 _=2}" },
        { "true = 1\ninf = 2\n1979-05-27 = 3", "{true=1 inf=2 1979-05-27=3}" },
        { "key=1", "{key=1}" },
        { "\t key\t = \t1\t ", "{key=1}" },
        { "\"quoted key\" = 1", "{\"quoted key\"=1}" },
        { "'literal.key' = 1", "{\"literal.key\"=1}" },
        { "\"\" = 1", "{\"\"=1}" },
        { "'' = 1", "{\"\"=1}" },
        { """
          "\u00e9\n" = 1
          """, """{"é\n"=1}""" },
        { "a.b.c = 1", "{a={b={c=1}}}" },
        { "a . b\t.\tc = 1", "{a={b={c=1}}}" },
        { "a.\"b.c\".'d' = 1", "{a={\"b.c\"={d=1}}}" },
        { "3.14 = 1", "{3={14=1}}" },
        { "a.b = 1\na.c = 2\nd = 3\na.e.f = 4", "{a={b=1 c=2 e={f=4}} d=3}" },
        { "a = 1\r\nb = 2\r\n", "{a=1 b=2}" },
        { "a = 1 # comment with é and\ttab\nb = 2#none", "{a=1 b=2}" },
        { "\"a\".b = 1\na.c = 2", "{a={b=1 c=2}}" },
    };

    public static TheoryData<string, string, string> Invalid => new()
    {
        { "= 1", "1:1", "key is missing" },
        { "  = 1", "1:3", "key is missing" },
        { "key", "1:4", "put = between" },
        { "key\nb = 1", "1:4", "put = between" },
        { "key 1", "1:5", "put = between" },
        { "two words = 1", "1:5", "put = between" },
        { "key : 1", "1:5", "put = between" },
        { "key =", "1:6", "value is missing" },
        { "key = ", "1:7", "value is missing" },
        { "key = # none", "1:7", "value is missing" },
        { "key =\nb = 1", "1:6", "value is missing" },
        { "key = 1 b = 2", "1:9", "one expression a line" },
        { "key = 1,", "1:8", "one expression a line" },
        { "key = = 1", "1:7", "not a value" },
        { "key == 1", "1:6", "not a value" },
        { ".a = 1", "1:1", "key is missing" },
        { "a. = 1", "1:4", "key is missing" },
        { "a..b = 1", "1:3", "key is missing" },
        { "é = 1", "1:1", "quote it" },
        { "a.é = 1", "1:3", "quote it" },
        { "a+b = 1", "1:2", "put = between" },
        { "\"a = 1", "1:1", "without closing quote" },
        { "\"\"\"a\"\"\" = 1", "1:1", "multi-line string" },
        { "'''a''' = 1", "1:1", "multi-line string" },
        { "\"a\nb = 1", "1:1", "without closing quote" },
        { "{a = 1}", "1:1", "quote it" },
        { "a = 1\na = 2", "2:1", "set already at line 1, column 1" },
        { "a = 1\n'a' = 1", "2:1", "set already at line 1" },
        { "é.a = 1", "1:1", "quote it" },
        { "a.b = 1\na.b = 2", "2:3", "set already at line 1, column 3" },
        { "a = 1\na.b = 2", "2:1", "holds an integer since line 1" },
        { "a = []\na.b = 2", "2:1", "holds a list since line 1" },
        { "a.b = 1\na = 2", "2:1", "set already at line 1" },
        { "a.b = 'x'\na.b.c = 2", "2:3", "holds a string since line 1" },
        { "a = {b = 1}\na.c = 2", "2:1", "inline table at line 1" },
        { "a = 1 # bell \a", "1:14", "control character U+0007 in a comment" },
        { "# nul \0", "1:7", "control character U+0000 in a comment" },
        { "# del \x7F", "1:7", "control character U+007F in a comment" },
        { "# cr \r alone", "1:6", "control character U+000D in a comment" },
        { "a = 1\rb = 2", "1:6", "control character U+000D in the file" },
        { "a = 1\r", "1:6", "control character U+000D in the file" },
        { "\0", "1:1", "quote it" },
        { "a = \0", "1:5", "control character U+0000 in a value" },
        { "a = 1\v", "1:6", "control character U+000B in the file" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void Keys_make_this_tree(string toml, string tree) => TomlAssert.Reads(toml, tree);

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_bad_key_or_line_is_refused_at_its_place(string toml, string at, string words) =>
        TomlAssert.Refuses(toml, at, words);
}
