namespace Pipelock.Config.Tests.Toml;

public sealed class TomlCollectionsTests
{
    public static TheoryData<string, string> Valid => new()
    {
        { "a = []", "{a=[]}" },
        { "a = [ ]", "{a=[]}" },
        { "a = [1,2,3]", "{a=[1 2 3]}" },
        { "a = [1, 2, 3,]", "{a=[1 2 3]}" },
        { "a = [ 1 , 'x' , true , 1.5 , [ ] , {} ]", "{a=[1 \"x\" true 1.5f [] {}]}" },
        { "a = [\n  1, # one\n  # two\n\n  2\n  , 3\n]\nb = 1", "{a=[1 2 3] b=1}" },
        { "a = [\r\n1,\r\n]", "{a=[1]}" },
        { "a = [[1, 2], ['x'], [[]]]", "{a=[[1 2] [\"x\"] [[]]]}" },
        { "a = [ # comment ]\n]", "{a=[]}" },
        { "a = [\"]\", '#', \"\"\"\n]\"\"\"]", "{a=[\"]\" \"#\" \"]\"]}" },
        { "a = [{x = 1}, {x = 2, y = {}}]", "{a=[{x=1} {x=2 y={}}]}" },
        { "a = {}", "{a={}}" },
        { "a = { }", "{a={}}" },
        { "a = {b = 1}", "{a={b=1}}" },
        { "a = { b = 1 , c = 'x' }", "{a={b=1 c=\"x\"}}" },
        { "a={b=1,c={d=2}}", "{a={b=1 c={d=2}}}" },
        { "a = {b.c = 1, b.d = 2, \"e f\".g = 3}", "{a={b={c=1 d=2} \"e f\"={g=3}}}" },
        { "a = {b = [\n1,\n2\n]}", "{a={b=[1 2]}}" },
        { "a = {b = \"\"\"\nx\ny\"\"\", c = 1}", """{a={b="x\ny" c=1}}""" },
        { "a.b = {c = 1}\na.d = {}", "{a={b={c=1} d={}}}" },
    };

    public static TheoryData<string, string, string> Invalid => new()
    {
        { "a = [", "1:5", "array without end" },
        { "a = [1", "1:5", "array without end" },
        { "a = [1,", "1:5", "array without end" },
        { "a = [1\n\n", "1:5", "array without end" },
        { "a = [1, [2, 3]", "1:5", "array without end" },
        { "a = [1 2]", "1:8", "put a comma between the values" },
        { "a = [1\n2]", "2:1", "put a comma between the values" },
        { "a = [1}", "1:7", "put a comma between the values" },
        { "a = [1,,2]", "1:8", "value is missing before this comma" },
        { "a = [,1]", "1:6", "value is missing before this comma" },
        { "a = [1,,]", "1:8", "value is missing before this comma" },
        { "a = []]", "1:7", "one expression a line" },
        { "a = ]", "1:5", "value is missing" },
        { "a = [x]", "1:6", "quote it" },
        { "a = [1, 'x]", "1:9", "without closing quote" },
        { "a = [b = 1]", "1:6", "quote it" },
        { "a = [1 # x \a\n]", "1:12", "control character U+0007 in a comment" },
        { "a = {", "1:5", "ends on the line it starts" },
        { "a = {b = 1", "1:5", "ends on the line it starts" },
        { "a = {b = 1,", "1:5", "ends on the line it starts" },
        { "a = {\n", "1:5", "ends on the line it starts" },
        { "a = {b = 1\n}", "1:5", "ends on the line it starts" },
        { "a = {b = 1,\n c = 2", "1:5", "ends on the line it starts" },
        { "a = {b = 1 # comment\n}", "1:5", "ends on the line it starts" },
        { "a = {b = 1,}", "1:12", "no comma behind its last value" },
        { "a = {b = 1, }", "1:13", "no comma behind its last value" },
        { "a = {,}", "1:6", "quote it" },
        { "a = {b = 1,, c = 2}", "1:12", "quote it" },
        { "a = {b = 1 c = 2}", "1:12", "put a comma between the keys" },
        { "a = {b = 1]", "1:11", "put a comma between the keys" },
        { "a = {b}", "1:7", "put = between key and value" },
        { "a = {b: 1}", "1:7", "put = between key and value" },
        { "a = {b =}", "1:9", "value is missing" },
        { "a = {b = 1, b = 2}", "1:13", "set already at line 1, column 6" },
        { "a = {b = 1, b.c = 2}", "1:13", "holds an integer since line 1" },
        { "a = {b.c = 1, b = 2}", "1:15", "set already at line 1, column 6" },
        { "a = {b = {}, b.c = 2}", "1:14", "inline table at line 1" },
        { "a = {b = 1}}", "1:12", "one expression a line" },
        { "a = {b = 1}\n[a]", "2:2", "inline table at line 1" },
        { "a = {b = {c = 1}}\na.b.d = 1", "2:1", "inline table at line 1" },
        { "a = [{b = 1}]\n[a.c]", "2:2", "holds a list since line 1" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void Arrays_and_inline_tables_make_this_tree(string toml, string tree) => TomlAssert.Reads(toml, tree);

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_bad_array_or_inline_table_is_refused_at_its_place(string toml, string at, string words) =>
        TomlAssert.Refuses(toml, at, words);
}
