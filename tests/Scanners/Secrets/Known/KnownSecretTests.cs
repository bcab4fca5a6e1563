using System.Text;
using Pipelock.Scanners.Secrets;

namespace Pipelock.Scanners.Tests.Secrets.Known;

public sealed class KnownSecretTests
{
    private const string Value = "Zq7+xP3/kQ9vT~yRw?mN8";
    private static readonly byte[] s_value = Encoding.ASCII.GetBytes(Value);

    private static readonly SecretEngine s_engine = Engine(
        new KnownSecret("MY_KEY", s_value, KnownSecretKind.Environment));

    public static TheoryData<string, string, SecretEncoding> Spellings => new()
    {
        { "raw", Value, SecretEncoding.None },
        { "base64", Convert.ToBase64String(s_value), SecretEncoding.Base64 },
        { "base64 without padding", Convert.ToBase64String(s_value).TrimEnd('='), SecretEncoding.Base64 },
        { "base64url", Convert.ToBase64String(s_value).Replace('+', '-').Replace('/', '_'), SecretEncoding.Base64 },
        { "base64, one byte before", Base64("x", "yz"), SecretEncoding.Base64 },
        { "base64, two bytes before", Base64("xx", "y"), SecretEncoding.Base64 },
        { "base64, in a longer text", Base64("user:", ":rest of it"), SecretEncoding.Base64 },
        { "hex", Convert.ToHexStringLower(s_value), SecretEncoding.Hex },
        { "hex, upper case", Convert.ToHexString(s_value), SecretEncoding.Hex },
        { "hex with colons", Hex("", ":"), SecretEncoding.Hex },
        { "hex with spaces", Hex("", " "), SecretEncoding.Hex },
        { "hex with dashes", Hex("", "-"), SecretEncoding.Hex },
        { "hex with commas", Hex("", ","), SecretEncoding.Hex },
        { "\\x bytes", Hex("\\x", "\\x"), SecretEncoding.Hex },
        { "0x bytes", Hex("0x", " 0x"), SecretEncoding.Hex },
        { "0x bytes of an array", Hex("0x", ", 0x"), SecretEncoding.Hex },
        { "base32", Base32(""), SecretEncoding.Base32 },
        { "base32, lower case", Base32("").ToLowerInvariant(), SecretEncoding.Base32 },
        { "base32, one byte before", Base32("x"), SecretEncoding.Base32 },
        { "base32, two bytes before", Base32("xx"), SecretEncoding.Base32 },
        { "base32, three bytes before", Base32("xxx"), SecretEncoding.Base32 },
        { "base32, four bytes before", Base32("xxxx"), SecretEncoding.Base32 },
        { "percent", Uri.EscapeDataString(Value), SecretEncoding.Percent },
        { "percent, lower-case digits", Uri.EscapeDataString(Value).Replace('F', 'f'), SecretEncoding.Percent },
        { "percent, every byte", Hex("%", "%"), SecretEncoding.Percent },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_known_secret_is_found_in_every_spelling(string what, string text, SecretEncoding encoding)
    {
        foreach (var around in (string[])["", " ", "a long way before and after, with more text than one block holds "])
        {
            var match = Assert.Single(TestEngine.Find(Encoding.ASCII.GetBytes(around + text + around), s_engine));
            Assert.True(match.Encoding == encoding, what);
            Assert.Equal("Environment Variable Leak", s_engine.Rules[match.Rule].Name);
        }
    }

    [Theory]
    [InlineData("Zq7+xP3/kQ9vT~yRw?mN")] // its last byte is missing
    [InlineData("zq7+xp3/kq9vt~yrw?mn8")] // letter case matters
    [InlineData("Zq7+xP3/kQ9vT~yRw?mN9")]
    public void What_is_not_quite_the_secret_is_clean(string text) =>
        Assert.Empty(TestEngine.RulesFoundIn(text, s_engine));

    [Fact]
    public void Each_kind_reports_under_its_own_name()
    {
        using var engine = Engine(
            new KnownSecret("VARIABLE", "first-secret-0123456789"u8.ToArray(), KnownSecretKind.Environment),
            new KnownSecret("line 1", "second-secret-0123456789"u8.ToArray(), KnownSecretKind.File),
            new KnownSecret("line 2", "third-secret-0123456789"u8.ToArray(), KnownSecretKind.File),
            new KnownSecret("payroll", "fourth-secret-0123456789"u8.ToArray(), KnownSecretKind.Canary));
        Assert.Equal(["Environment Variable Leak"], TestEngine.RulesFoundIn("first-secret-0123456789", engine));
        Assert.Equal(["Known Secret Leak"], TestEngine.RulesFoundIn("second-secret-0123456789", engine));
        Assert.Equal(["Known Secret Leak"], TestEngine.RulesFoundIn("third-secret-0123456789", engine));
        Assert.Equal(["Canary Token (payroll)"], TestEngine.RulesFoundIn("fourth-secret-0123456789", engine));
        Assert.All(engine.Rules.TakeLast(3), rule => Assert.Equal(Severity.Critical, rule.Severity));
    }

    [Theory]
    [InlineData("canary-4711.Example/xyz")]
    [InlineData("CANARY-4711.EXAMPLE/XYZ")]
    [InlineData("canary4711examplexyz")]
    [InlineData("Canary4711ExampleXyz")]
    public void A_canary_is_found_in_any_case_and_without_its_separators(string text)
    {
        using var engine = Engine(new KnownSecret("c", "canary-4711.Example/xyz"u8.ToArray(), KnownSecretKind.Canary));
        Assert.Equal(["Canary Token (c)"], TestEngine.RulesFoundIn($"before {text} after", engine));
    }

    [Theory]
    [InlineData("can / ary / -47 / 11. / Exa / mpl / e/x / yz", true)]
    [InlineData("[\"canary\", \"-4711\", \".Example\", \"/xyz\"]", true)]
    [InlineData("c a n a r y 4 7 1 1 e x a m p l e x y z", true)]
    [InlineData("can / ary / -47 / 12. / Exa / mpl / e/x / yz", false)]
    public void A_canary_is_found_in_pieces_where_it_stands(string text, bool isFound)
    {
        using var engine = Engine(new KnownSecret("c", "canary-4711.Example/xyz"u8.ToArray(), KnownSecretKind.Canary));
        var matches = TestEngine.Find(Encoding.ASCII.GetBytes($"({text})"), engine);
        Assert.Equal(isFound, matches.Any());
        foreach (var match in matches)
            Assert.Equal(('c', 'z'), ($"({text})"[match.Start], $"({text})"[match.End - 1]));
    }

    [Fact]
    public void The_plain_words_of_a_canary_are_not_looked_for_in_prose()
    {
        using var engine = Engine(new KnownSecret("c", "do-not-touch-this"u8.ToArray(), KnownSecretKind.Canary));
        Assert.Empty(TestEngine.RulesFoundIn("Please do not touch this machine.", engine));
    }

    [Fact]
    public void A_secret_of_any_bytes_is_found()
    {
        byte[] value = [0x00, 0xFF, (byte)'(', 0x80, (byte)'\\', (byte)'\n', 0xC3, 0x28, 0x01, 0x02];
        using var engine = Engine(new KnownSecret("b", value, KnownSecretKind.Canary));
        Assert.Single(TestEngine.Find([1, 2, 3, .. value, 4, 5], engine));
        Assert.Single(TestEngine.Find(Encoding.ASCII.GetBytes(Convert.ToBase64String(value)), engine));
    }

    [Fact]
    public void No_text_that_a_person_may_see_holds_the_value()
    {
        var secret = new KnownSecret("MY_KEY", s_value, KnownSecretKind.Environment);
        Assert.DoesNotContain(Value, secret.ToString(), StringComparison.Ordinal);
        Assert.All(s_engine.Rules, rule => Assert.DoesNotContain(Value, rule.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_value_is_skipped()
    {
        using var engine = Engine(new KnownSecret("EMPTY", default, KnownSecretKind.Environment));
        Assert.Empty(TestEngine.RulesFoundIn("anything", engine));
    }

    private static SecretEngine Engine(params KnownSecret[] secrets) =>
        SecretEngine.Build(new SecretSettings { IncludeDefaults = false, KnownSecrets = [.. secrets] }, cache: null);

    private static string Base64(string before, string after) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(before + Value + after));

    private static string Hex(string first, string between) =>
        first + string.Join(between, s_value.Select(b => $"{b:x2}"));

    private static string Base32(string before)
    {
        var bits = string.Concat(Encoding.ASCII.GetBytes(before + Value + "....").Select(b => $"{b:b8}"));
        return string.Concat(bits.Chunk(5).Where(chunk => chunk.Length == 5)
            .Select(chunk => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(chunk), 2)]));
    }
}
