namespace Pipelock.Config.Tests.Yaml;

public sealed class YamlScalarsTests
{
    public static TheoryData<string, string> Written => new()
    {
        { "", "null" },
        { "~", "null" },
        { "null", "null" },
        { "Null", "null" },
        { "NULL", "null" },
        { "nUll", "\"nUll\"" },
        { "''", "\"\"" },
        { "\"\"", "\"\"" },
        { "true", "true" },
        { "True", "true" },
        { "TRUE", "true" },
        { "false", "false" },
        { "tRUE", "\"tRUE\"" },
        { "\"true\"", "\"true\"" },
        { "'null'", "\"null\"" },
        { "'12'", "\"12\"" },
        { "yes", "\"yes\"" },
        { "off", "\"off\"" },
        { "0", "0" },
        { "-0", "0" },
        { "12", "12" },
        { "+12", "12" },
        { "-12", "-12" },
        { "1_000", "1000" },
        { "0x1F", "31" },
        { "-0x1F", "-31" },
        { "0o17", "15" },
        { "017", "15" },
        { "0600", "384" },
        { "089", "\"089\"" },
        { "0b101", "5" },
        { "0x", "\"0x\"" },
        { "0xG", "\"0xG\"" },
        { "0b2", "\"0b2\"" },
        { "9223372036854775807", "9223372036854775807" },
        { "-9223372036854775808", "-9223372036854775808" },
        { "9223372036854775808", "9.223372036854776E+18f" },
        { "-9223372036854775809", "-9.223372036854776E+18f" },
        { "1.5", "1.5f" },
        { "-1.5", "-1.5f" },
        { "1.", "1f" },
        { ".5", "0.5f" },
        { "+.5", "0.5f" },
        { "1e3", "1000f" },
        { "1.5E-3", "0.0015f" },
        { "1_0.5", "10.5f" },
        { "1e999", "\"1e999\"" },
        { ".inf", "Infinityf" },
        { "+.Inf", "Infinityf" },
        { "-.INF", "-Infinityf" },
        { ".nan", "NaNf" },
        { ".NaN", "NaNf" },
        { "inf", "\"inf\"" },
        { ".", "\".\"" },
        { "1.2.3", "\"1.2.3\"" },
        { "1e", "\"1e\"" },
        { "e3", "\"e3\"" },
        { "+", "\"+\"" },
        { "1h30m", "\"1h30m\"" },
        { "10.0.0.0/8", "\"10.0.0.0/8\"" },
        { "127.0.0.1:8888", "\"127.0.0.1:8888\"" },
        { "12:30:45", "\"12:30:45\"" },
        { "2026-01-31", "\"2026-01-31\"" },
        { "text with spaces", "\"text with spaces\"" },
        { "'it''s'", "\"it's\"" },
        { """ "\u00e9\x41\n\U0001F512" """, """ "éA\n🔒" """ },
        { "é🔒", "\"é🔒\"" },
        { "!!str 12", "\"12\"" },
        { "!!str", "\"\"" },
        { "! 12", "\"12\"" },
        { "!!int 12", "12" },
        { "!!int '12'", "12" },
        { "!!float 12", "12f" },
        { "!!float 1.5", "1.5f" },
        { "!!bool true", "true" },
        { "!!null ''", "null" },
        { "!<tag:yaml.org,2002:int> 3", "3" },
        { "|\n  one\n  two", """ "one\ntwo" """ },
        { "|\n  one\n  two\n", """ "one\ntwo\n" """ },
        { "|-\n  12\n", "\"12\"" },
        { ">\n  one\n  two\n", """ "one two\n" """ },
    };

    public static TheoryData<string> BadTags => new()
    {
        "!!int x", "!!int 1.5", "!!float x", "!!bool yes", "!!null x", "!custom x", "!!binary aGk=",
        "!!timestamp 2026-01-31",
        "!!map x", "!!python/object x",
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_scalar_has_this_value(string written, string value) =>
        YamlAssert.Reads($"a: {written}", $$"""{a={{value.Trim()}}}""");

    [Theory]
    [MemberData(nameof(BadTags))]
    public void A_tag_that_does_not_fit_is_refused(string written) =>
        YamlAssert.Refuses($"ok: 1\na: {written}", "2:4", "this tag does not fit here");
}
