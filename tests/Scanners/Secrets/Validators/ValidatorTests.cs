using System.Text;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Tests.Secrets.Validators;

/// <summary>Each check against values that were worked out by hand or are published as test values.</summary>
public sealed class ValidatorTests
{
    public static TheoryData<SecretValidator, string, bool> Values => new()
    {
        // Payment cards: the networks' published test numbers.
        { SecretValidator.Luhn, "4111111111111111", true },
        { SecretValidator.Luhn, "4111-1111 1111-1111", true },
        { SecretValidator.Luhn, "4111111111111112", false },
        { SecretValidator.Luhn, "5105105105105100", true },
        { SecretValidator.Luhn, "5655555555555559", false }, // no issuer
        { SecretValidator.Luhn, "2221000000000009", true },
        { SecretValidator.Luhn, "2220990000000007", false }, // one below Mastercard's range
        { SecretValidator.Luhn, "371449635398431", true },
        { SecretValidator.Luhn, "361449635398432", false },
        { SecretValidator.Luhn, "3566002020360505", true },
        { SecretValidator.Luhn, "6011000990139424", true },
        { SecretValidator.Luhn, "6500000000000002", true },
        { SecretValidator.Luhn, "4000000000000", false }, // too short
        { SecretValidator.Luhn, "41111111111111111111", false }, // too long
        { SecretValidator.Luhn, "4111x11111111111", false },
        { SecretValidator.Luhn, "0000000000000000", false },
        // IBAN: the registry's own examples.
        { SecretValidator.Mod97, "GB29NWBK60161331926819", true },
        { SecretValidator.Mod97, "gb29nwbk60161331926819", true },
        { SecretValidator.Mod97, "NO9386011117947", true },
        { SecretValidator.Mod97, "MT84MALT011000012345MTLCAST001S", true },
        { SecretValidator.Mod97, "DE89 3704 0044 0532 0130 00", true },
        { SecretValidator.Mod97, "GB30NWBK60161331926819", false },
        { SecretValidator.Mod97, "GB29NWBK6016133192681", false },
        { SecretValidator.Mod97, "ZZ29NWBK60161331926819", false },
        { SecretValidator.Mod97, "GB", false },
        // Routing numbers.
        { SecretValidator.Aba, "021000021", true },
        { SecretValidator.Aba, "011401533", true },
        { SecretValidator.Aba, "021000022", false },
        { SecretValidator.Aba, "131000020", false },
        { SecretValidator.Aba, "02100002", false },
        { SecretValidator.Aba, "02100002a", false },
        // WIF: the example of the Bitcoin wiki.
        { SecretValidator.Wif, "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", true },
        { SecretValidator.Wif, "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK", false },
        { SecretValidator.Wif, "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyT", false },
        { SecretValidator.Wif, "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", false },
        { SecretValidator.Wif, "50ueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", false },
        // GitHub: thirty characters and their CRC-32.
        { SecretValidator.GithubCrc32, "ghp_" + "000000000000000000000000000000" + "4GhsSs", false },
        { SecretValidator.GithubCrc32, GithubToken("madeUpForThisTestAndNothingMor"), true },
        { SecretValidator.GithubCrc32, GithubToken("madeUpForThisTestAndNothingMor") + "0", false },
        { SecretValidator.GithubCrc32, "ghp_abc", false },
        // Fillers and words.
        { SecretValidator.Varied, "0x" + "0000000000000000000000000000000000000000000000000000000000000001", false },
        { SecretValidator.Varied, "deadbeef01234567", true },
        { SecretValidator.NotWords, "sk-proj-your-key-here", false },
        { SecretValidator.NotWords, "GOCSPX-your-secret", false },
        { SecretValidator.NotWords, "sk-proj-your-k3y-here", true },
        { SecretValidator.NotWords, "sk-proj-FAKE", true },
        { SecretValidator.NotWords, "ghs_ATTACK_PROTECTION_ACTIVATION_THRESHOLD_DEFAULT", false },
        { SecretValidator.NotWords, "ghs_ATTACK_Protection_ACTIVATION_THRESHOLD_DEFAULT", true },
        { SecretValidator.NotWords, "ghs_ATTACK_PR0TECTION_ACTIVATION_THRESHOLD_DEFAULT", true },
        { SecretValidator.NotWords, "sk-proj-abcdefghijklmnop", true },
        { SecretValidator.NotFiller, "sk_test_xxxxxxxxxxxxxxxxxxxxxxxx", false },
        { SecretValidator.NotFiller, "sk_test_k3xxxxxx", true },
        { SecretValidator.None, "anything", true },
    };

    public static TheoryData<string, bool> Placeholders => new()
    {
        { "sk_test....", true }, { "ghp_...", true }, { "sk_test9...", false }, { "hunter...", false },
        { "", true }, { "xxx", true }, { "XXXXXXXX", true }, { "***", true }, { "********", true }, { "...", true },
        { "****1234", true }, { "<token>", true }, { "<your token>", true }, { "${TOKEN}", true }, { "$TOKEN", true },
        { "$MY_TOKEN_2", true }, { "$token", true }, { "$(cat file)", true }, { "$env:TOKEN", true }, { "$", true },
        { "{token}", true }, { "{{ token }}", true }, { "%TOKEN%", true }, { "%s", true }, { "%(token)s", true },
        { "[REDACTED]", true }, { "your_api_key", true }, { "YOUR-TOKEN-HERE", true }, { "yourpassword", true },
        { "null", true }, { "None", true }, { "undefined", true }, { "redacted", true }, { "os.environ", true },
        { "process.env.TOKEN", true }, { "getenv(", true }, { "••••••••", true }, { "…", true },
        { "0x10100,", true }, { "0xFF", true }, { "0x", false }, { "0x123456789", false }, { "0xzz", false },
        { "changeme", false }, { "hunter2", false }, { "password", false }, { "example", false }, { "$ecr3t", false },
        { "%41BCD", false }, { "[abc", false }, { "your2cents", false }, { "nullable1", false }, { "xxx1xxx2", false },
        { "...and-more", false }, { "0000", false }, { "young", false },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_validator_tells_a_secret_from_a_lookalike(SecretValidator validator, string value, bool accepted)
    {
        var text = Encoding.ASCII.GetBytes(value);
        var (start, end) = (0, text.Length);
        Assert.Equal(accepted, SecretValidation.Accepts(validator, text, ref start, ref end));
    }

    [Theory]
    [MemberData(nameof(Placeholders))]
    public void A_placeholder_is_told_from_a_weak_password(string value, bool placeholder) =>
        Assert.Equal(placeholder, Placeholder.Is(Encoding.UTF8.GetBytes(value)));

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "", "", true)]
    [InlineData("akiaiosfodnn7example", "", "", true)]
    [InlineData("AKIAABCDEFGHIJKLMNOP", "", "", true)] // the most telling prefix needs no digit
    [InlineData("ASIAABCDEFGHIJKLMNOP", "", "", false)] // could be a word
    [InlineData("AkIaIoSfOdNn7ExAmPlE", "", "", true)] // mixed case, but standing alone
    [InlineData("AkIaIoSfOdNn7ExAmPlE", "+", "", false)]
    [InlineData("AkIaIoSfOdNn7ExAmPlE", "", "Q", false)]
    [InlineData("AKIA", "", "", false)]
    public void An_access_id_is_told_from_words_and_data(string id, string before, string after, bool accepted) =>
        Assert.Equal(
            accepted,
            AwsAccessId.IsValid(
                Encoding.ASCII.GetBytes(before + id + after), before.Length, before.Length + id.Length));

    [Theory]
    [InlineData(LeftBoundary.None, "x", true)]
    [InlineData(LeftBoundary.Word, "", true)]
    [InlineData(LeftBoundary.Word, " ", true)]
    [InlineData(LeftBoundary.Word, "_", true)]
    [InlineData(LeftBoundary.Word, "x", false)]
    [InlineData(LeftBoundary.Word, "7", false)]
    [InlineData(LeftBoundary.Word, "\\n", true)]
    [InlineData(LeftBoundary.Word, "a%3D", true)]
    [InlineData(LeftBoundary.Word, "\\u003d", true)]
    [InlineData(LeftBoundary.Word, "\\x3d", true)]
    [InlineData(LeftBoundary.Word, "%zz", false)]
    [InlineData(LeftBoundary.Word, "q9Zb3Kd8fXw2Lp7R-", false)]
    [InlineData(LeftBoundary.Word, "my-token-", true)]
    [InlineData(LeftBoundary.Run, "token", true)]
    [InlineData(LeftBoundary.Run, "myToken", true)]
    [InlineData(LeftBoundary.Run, "TOKEN9", true)]
    [InlineData(LeftBoundary.Run, "q9Zb3Kd8fXw2Lp7R", false)]
    public void What_stands_left_of_a_match_decides(LeftBoundary boundary, string left, bool allowed) =>
        Assert.Equal(
            allowed, SecretValidation.AllowsLeft(boundary, Encoding.ASCII.GetBytes(left + "ghp_"), left.Length));

    private static string GithubToken(string random)
    {
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var crc = uint.MaxValue;
        foreach (var c in random)
        {
            crc ^= c;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        crc = ~crc;
        var checksum = "";
        for (var i = 0; i < 6; i++, crc /= 62)
            checksum = Digits[(int)(crc % 62)] + checksum;
        return $"ghp_{random}{checksum}";
    }
}
