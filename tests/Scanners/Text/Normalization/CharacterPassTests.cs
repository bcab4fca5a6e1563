using Pipelock.Scanners.Text.Normalization;

namespace Pipelock.Scanners.Tests.Text.Normalization;

public class CharacterPassTests
{
    public static TheoryData<string, string> Invisible => new()
    {
        { "", "" },
        { "plain", "plain" },
        { "AK\u200BIA", "AKIA" },
        { "\uFEFFAKIA", "AKIA" },
        { "A\u00ADK\u2060I\u180EA", "AKIA" },
        { "A\0K\u001B\u007FI\u0085A", "AKIA" },
        { "A\U000E0041K\U000E0100IA\uFE0F", "AKIA" },
        { "A\u3164\u115F\uFFA0B", "AB" },
        { "right\u202Eto\u202C left\u2066 \u2069", "rightto left " },
        { "kept: tab\tcr\rlf\n", "kept: tab\tcr\rlf\n" },
        { "kept: é 漢 🙂 \u00A0", "kept: é 漢 🙂 \u00A0" },
    };

    public static TheoryData<string, string> WhiteSpace => new()
    {
        { "plain space", "plain space" },
        { "a\u00A0b", "a b" },
        { "a\u3000b\u2003c\u202Fd", "a b c d" },
        { "a\u2028b\u1680c\u205Fd", "a b c d" },
        { "kept\t\r\n", "kept\t\r\n" },
        { "kept: é 漢 \u200B", "kept: é 漢 \u200B" },
    };

    public static TheoryData<string, string> Compatibility => new()
    {
        { "plain", "plain" },
        { "ＡＫＩＡ０９", "AKIA09" },
        { "𝐀𝒦𝕀𝙰", "AKIA" },
        { "①②⑳", "1220" },
        { "ﬁle", "file" },
        { "ⅷ Ⅻ", "viii XII" },
        { "x²₃", "x23" },
        { "㎏", "kg" },
        { "🄰", "A" },
        { "kept: é 漢 ж ﷺ", "kept: é 漢 ж ﷺ" }, // the ligature would grow more than threefold
    };

    public static TheoryData<string, string> Lookalikes => new()
    {
        { "plain 0O1lI rn m", "plain 0O1lI rn m" },
        { "АКІА", "AKIA" },                     // Cyrillic
        { "ѕk-аnt-", "sk-ant-" },
        { "ΑΚΙΑ", "AKIA" },                     // Greek
        { "\u13AA\u13E6\u13A2\u13AA", "AKTA" },     // Cherokee
        { "Տоս", "Sou" },                       // Armenian and Cyrillic
        { "ĐŁØĦŦ đłøħŧ", "DLOHT dloht" },       // strokes
        { "ᴀᴋɪᴀ", "AKIA" },                     // small capitals
        { "🅰🅺🅸🅰", "AKIA" },                   // negative squares
        { "🇦🇰🇮🇦", "AKIA" },                   // regional indicators
        { "٠١٢ ०१२", "012 012" },               // digits of other scripts
        { "sk\u2013ant\u2212x\u2010", "sk-ant-x-" },
        { "kept: 漢字", "kept: 漢字" },
    };

    public static TheoryData<string, string> Marks => new()
    {
        { "plain", "plain" },
        { "é ü Å", "e u A" },
        { "A\u0301K\u0336I\u20DDA", "AKI\u20DDA" }, // an enclosing circle is Me, not Mn
        { "Z\u0300\u0301\u0302\u0303algo", "Zalgo" },
        { "한글", "한글" },
        { "ẫ", "a" },
    };

    [Theory, MemberData(nameof(Invisible))]
    public void Drops_what_nobody_sees(string text, string expected) => Check<InvisibleCharacters>(text, expected);

    [Theory, MemberData(nameof(WhiteSpace))]
    public void Makes_every_space_plain(string text, string expected) => Check<ExoticWhiteSpace>(text, expected);

    [Theory, MemberData(nameof(Compatibility))]
    public void Takes_the_compatibility_form(string text, string expected) =>
        Check<CompatibilityForms>(text, expected);

    [Theory, MemberData(nameof(Lookalikes))]
    public void Reads_lookalikes_as_ASCII(string text, string expected) => Check<Confusables>(text, expected);

    [Theory, MemberData(nameof(Marks))]
    public void Takes_marks_off(string text, string expected) => Check<CombiningMarks>(text, expected);

    private static void Check<TPass>(string text, string expected)
        where TPass : struct, ICharacterPass
    {
        var source = Bytes.Of(text);
        var output = new byte[Utf8Rewriter.MaxLength(source.Length)];
        var written = Utf8Rewriter.Rewrite<TPass>(source, output);
        var changes = Utf8Rewriter.IndexOfChange<TPass>(source) >= 0;
        Assert.Equal((expected, text != expected), (Bytes.Text(output.AsSpan(0, written)), changes));
    }
}
