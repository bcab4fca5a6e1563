namespace Pipelock.Config.Tests.Toml;

public sealed class TomlStringsTests
{
    // Raw text below: \n in a C# raw string is a backslash and an n.
    public static TheoryData<string, string> Valid => new()
    {
        { "a = \"\"", "{a=\"\"}" },
        { "a = ''", "{a=\"\"}" },
        { "a = \"text\"", "{a=\"text\"}" },
        { """a = "\b\t\n\f\r\"\\" """, """{a="\x08\t\n\x0C\r\"\\"}""" },
        { """a = "\u00e9\U0001F512" """, "{a=\"é🔒\"}" },
        { """a = "\u0000\u007F" """, """{a="\x00\x7F"}""" },
        { "a = \"tab\there\"", """{a="tab\there"}""" },
        { "a = \"é🔒\"", "{a=\"é🔒\"}" },
        { "a = \"# no comment\" # comment", "{a=\"# no comment\"}" },
        { "a = \"it's\"", "{a=\"it's\"}" },
        { """a = 'C:\n\users' """, """{a="C:\\n\\users"}""" },
        { """a = 'say "it"' """, """{a="say \"it\""}""" },
        { "a = \"\"\"\"\"\"", "{a=\"\"}" },
        { "a = ''''''", "{a=\"\"}" },
        { "a = \"\"\"\nfirst\nsecond\"\"\"", """{a="first\nsecond"}""" },
        { "a = \"\"\"\n\nfirst\"\"\"", """{a="\nfirst"}""" },
        { "a = \"\"\"\r\nfirst\r\nsecond\"\"\"", """{a="first\nsecond"}""" },
        { "a = \"\"\"one \\\n   \n\t two\"\"\"", "{a=\"one two\"}" },
        { "a = \"\"\"one \\   \r\n   two\"\"\"", "{a=\"one two\"}" },
        { "a = \"\"\"\\\n\"\"\"", "{a=\"\"}" },
        { "a = \"\"\"say \"it\" and \"\"it\"\" twice\"\"\"", """{a="say \"it\" and \"\"it\"\" twice"}""" },
        { "a = \"\"\"\"quoted\"\"\"\"", """{a="\"quoted\""}""" },
        { "a = \"\"\"\"\"quoted\"\"\"\"\"", """{a="\"\"quoted\"\""}""" },
        { "a = \"\"\"\\\"\"\"\\\"\"\"\"", """{a="\"\"\"\""}""" },
        { "a = '''\nC:\\path\n'quoted'\n'''", """{a="C:\\path\n'quoted'\n"}""" },
        { "a = ''''quoted''''", "{a=\"'quoted'\"}" },
        { "a = '''no \\escape'''", """{a="no \\escape"}""" },
        { "a = '''tab\there'''", """{a="tab\there"}""" },
    };

    public static TheoryData<string, string, string> Invalid => new()
    {
        { "a = \"open", "1:5", "without closing quote" },
        { "a = \"open\nb = 1", "1:5", "without closing quote" },
        { "a = \"open\r\nb = 1", "1:5", "without closing quote" },
        { "a = \"", "1:5", "without closing quote" },
        { "a = 'open", "1:5", "without closing quote; end it with '" },
        { "a = 'open\nb = 1", "1:5", "without closing quote" },
        { "a = \"ends in backslash\\\"", "1:5", "without closing quote" },
        { "a = \"\"\"open", "1:5", "multi-line string without end" },
        { "a = \"\"\"open\n\n\"\"", "1:5", "multi-line string without end" },
        { "a = '''open\n", "1:5", "multi-line string without end; close it with '''" },
        { """a = "\a" """, "1:6", "unknown escape" },
        { """a = "\e" """, "1:6", "unknown escape" },
        { """a = "\x41" """, "1:6", "unknown escape" },
        { """a = "\/" """, "1:6", "unknown escape" },
        { """a = "\ " """, "1:6", "unknown escape" },
        { """a = "é\'" """, "1:7", "unknown escape" },
        { """a = "🔒\'" """, "1:7", "unknown escape" },
        { "a = \"\"\"\nx \\ y\"\"\"", "2:3", "unknown escape" },
        { """a = "\u12" """, "1:7", "exactly 4 hexadecimal digits" },
        { """a = "\u12g4" """, "1:7", "exactly 4 hexadecimal digits" },
        { """a = "\U0001F51" """, "1:7", "exactly 8 hexadecimal digits" },
        { """a = "\uD800" """, "1:7", "not a Unicode scalar value" },
        { """a = "\uDFFF" """, "1:7", "not a Unicode scalar value" },
        { """a = "\U00110000" """, "1:7", "not a Unicode scalar value" },
        { """a = "\UFFFFFFFF" """, "1:7", "not a Unicode scalar value" },
        { "a = \"bell\a\"", "1:10", "control character U+0007 in a string" },
        { "a = \"nul\0\"", "1:9", "control character U+0000" },
        { "a = \"del\x7F\"", "1:9", "control character U+007F" },
        { "a = \"cr\rx\"", "1:8", "control character U+000D" },
        { "a = 'us\u001F'", "1:8", "control character U+001F" },
        { "a = \"\"\"\nbell\a\"\"\"", "2:5", "control character U+0007" },
        { "a = \"\"\"cr\rx\"\"\"", "1:10", "control character U+000D" },
        { "a = '''\nnul\0'''", "2:4", "control character U+0000" },
        { "a = \"one\" \"two\"", "1:11", "one expression a line" },
        { "a = \"one\"b", "1:10", "one expression a line" },
        { "a = 'it's'", "1:9", "one expression a line" },
        { "a = \"\"\"six\"\"\"\"\"\"", "1:16", "one expression a line" },
        { "a = '''six''''''", "1:16", "one expression a line" },
        { "a = \"\"one\"\"", "1:7", "one expression a line" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_string_reads_as_its_text(string toml, string tree) => TomlAssert.Reads(toml, tree);

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_bad_string_is_refused_at_its_place(string toml, string at, string words) =>
        TomlAssert.Refuses(toml, at, words);
}
