using System.Text;

namespace Pipelock.Corpus.Tests;

public sealed class TemplateTextTests
{
    private const string Id = "url/block/group/name";

    public static TheoryData<string, string> Disguises => new()
    {
        { "plain {text} 100 %", "plain {text} 100 %" },
        { "{{b64:abc}}", "YWJj" },
        { "{{b64u:abcd>?}}", "YWJjZD4_" },
        { "{{hex:Az}}", "417a" },
        { "{{hexu:Az}}", "417A" },
        { "{{hexc:Az}}", "41:7a" },
        { "{{hex0x:Az}}", "0x41, 0x7a" },
        { "{{b32:foobar}}", "MZXW6YTBOI" },
        { "{{url:a/}}", "%61%2F" },
        { "{{url2:a}}", "%2561" },
        { "{{url3:/}}", "%25252f" },
        { "{{uni:é}}", "\\u00e9" },
        { "{{ent:A}}{{entx:A}}", "&#65;&#x41;" },
        { "{{oct:A}}{{xesc:A}}{{qp:A}}{{dec:AB}}", "\\101\\x41=4165,66" },
        { "{{chars:ab}}", "\"a\",\"b\"" },
        { "{{rot13:Hello}}", "Uryyb" },
        { "{{rev:abc}}", "cba" },
        { "{{upper:aB}}{{lower:aB}}", "ABab" },
        { "{{zwsp:ab}}", "a\u200Bb" },
        { "{{tags:a}}", "\U000E0061" },
        { "{{wide:A b}}", "\uFF21 \uFF42" },
        { "{{bold:a1}}", "\U0001D41A\U0001D7CF" },
        { "{{homoglyph:cat}}", "саt" },
        { "{{leet:Toast}}", "70457" },
        { "{{cut:1:3:abcd}}{{cut:2::abcd}}", "bccd" },
        { "{{chunk:2:-:abcde}}", "ab-cd-e" },
        { "{{chunk:1:\\c:ab}}", "a:b" },
        { "{{repeat:3:ab}}", "ababab" },
        { "{{hex:{{b64:abc}}}}", "59574a6a" },
        { "{{open}}x{{close}}", "{{x}}" },
    };

    [Theory]
    [MemberData(nameof(Disguises))]
    public void A_marker_puts_its_disguise_on(string template, string expected) =>
        Assert.Equal(expected, new TemplateText(Id).Expand(template));

    [Theory]
    [InlineData("{{nobody}}")]
    [InlineData("{{nothing:abc}}")]
    [InlineData("{{b64:abc")]
    public void An_unknown_or_open_marker_is_an_error(string template) =>
        Assert.Throws<FormatException>(() => new TemplateText(Id).Expand(template));

    [Fact]
    public void One_name_is_one_secret_within_a_case_and_another_in_the_next()
    {
        var twice = new TemplateText(Id).Expand("{{github}} {{github}}");
        var halves = twice.Split(' ');
        Assert.Equal(halves[0], halves[1]);
        Assert.NotEqual(halves[0], new TemplateText(Id + "2").Expand("{{github}}"));
    }

    [Fact]
    public void Pieces_make_the_whole() => Assert.Equal(
        new TemplateText(Id).Expand("{{aws}}"), new TemplateText(Id).Expand("{{cut:0:7:{{aws}}}}{{cut:7::{{aws}}}}"));

    [Theory]
    [InlineData("visa", 16)]
    [InlineData("mastercard", 16)]
    [InlineData("amex", 15)]
    [InlineData("github", 40)]
    [InlineData("iban.de", 22)]
    [InlineData("wif", 52)]
    public void A_secret_has_the_length_of_its_format(string name, int length) =>
        Assert.Equal(length, MadeUpSecrets.Make(Id, name).Length);

    [Fact]
    public void Checksums_are_the_published_ones()
    {
        Assert.Equal(0xCBF43926u, Checksums.Crc32("123456789"u8));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Compression_hides_the_text(string encoding)
    {
        var text = Encoding.UTF8.GetBytes(new string('a', 500));
        Assert.True(Transforms.Compress(encoding, text).Length < 60);
    }
}
