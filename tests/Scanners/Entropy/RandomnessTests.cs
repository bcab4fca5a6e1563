using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Entropy;

namespace Pipelock.Scanners.Tests.Entropy;

public sealed class RandomnessTests
{
    public static TheoryData<string> Plain =>
    [
        "publicaccessblockconfiguration", "transitgatewaymulticastgroupsource", "slackchannelconfiguration",
        "how-to-write-a-good-readme-file-for-github", "getUserProfileByIdAndOrganization", "getUserById",
        "HTTPServerConnectionHandler",
        "application_configuration_settings", "utf8", "v12", "1080p", "3d", "h264", "x86_64", "sha256", "mp3", "24h",
        "1234567890123456789012345", "2024-01-15T10:30:00Z", "id,name,created_at,updated_at",
        "https://example.com/callback/complete", "the quick brown fox jumps over the lazy dog",
        "550e8400-e29b-41d4-a716-446655440000", "550E8400-E29B-41D4-A716-446655440000",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV", "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "507f1f77bcf86cd799439011",
        "main.4f3a9b2c.chunk.js", "vendor~main~runtime.js", "thread_abc123XYZ456def789GHI012",
        "msg_01XFDUDYJgAACzvnptvVoYEL",
        "cus_NffrFeUfNV2Hib", "pi_3MtwBwLkdIwHu7ix28a3tqPa", "chatcmpl-9X8Y7Z6W5V4U3T2S1R0Q",
        "v0.0.0-20210405180319-a5a99cb37ef4",
        "numpy-1.26.4-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "react-dom.production.min.js",
        "\u0441\u0442\u0430\u0442\u044c\u044f \u043e \u043f\u043e\u0433\u043e\u0434\u0435",
        "\u4f60\u597d\u4e16\u754c", "caf\u00e9-cr\u00e8me-br\u00fbl\u00e9e", "README.md", "LICENSE", "CONTRIBUTING.md",
    ];

    [Theory]
    [MemberData(nameof(Plain))]
    public void Words_numbers_and_known_identifiers_are_not_random(string text) =>
        Assert.Equal(0, Randomness.Count(Encoding.UTF8.GetBytes(text)));

    public static TheoryData<string> Random =>
    [
        "x9Kj2mNpQ4rStUvWxYz1aBcDeFgHiJkL", "aB3xK9mP2qR7sT5vW8yZ1cD4fG6hJ0kL",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "c2VjcmV0X3Rva2VuXzEyMzQ1Njc4OTA", "AKIAIOSFODNN7EXAMPLE", "kx7q2vz9w4m1n8b3", "MFRGGZDFMZTWQ2LKNNWG23TP",
        "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms", "qzxvbnmkjhgfdsplkwrtypsdf",
        // Letters that are no words: hexadecimal in sixteen letters, consonants behind each other, one vowel after all.
        "dkgpbhmjcahmdgofknbdhmglcjpbdi", "publicaccessblockconfigurgtstrn", "aeiouaeiouaeiouaeiouaeiouaeiou",
    ];

    [Theory]
    [MemberData(nameof(Random))]
    public void Keys_and_encoded_bytes_are(string text)
    {
        var count = Randomness.Count(Encoding.UTF8.GetBytes(text));
        Assert.True(count >= 16, $"only {count} of {text.Length} bytes count as random");
    }

    public static TheoryData<string, int> Pieces => new()
    {
        { "kitchen", 0 },
        { "2026-11-23T00:00:00Z", 0 },
        { "2026-11-23T00:00:00.125+01:00", 0 },
        { "20261123T000000Z", 0 },
        { "thread_abc123def456ghi789jkl012", 0 },
        { "AKIAIOSF", 8 },
        { "2026-11-23TAKIA", 15 },
        { "2026a11b23T00:00Z", 13 },
        { "20261123T00Z7EXAMPLE", 20 },
        { "ghp_ABCDEFGH", 8 },
        { "thread_ABCDEFGHIJ-ABCDEFGHIJ", 21 },
        { "0a1b2c3d", 8 },
    };

    [Theory, MemberData(nameof(Pieces))]
    public void As_a_piece_whatever_may_belong_to_a_secret_counts_but_neither_times_nor_ids(string text, int random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal((text, random), (text, Randomness.CountAsPiece(bytes)));
        Assert.Equal((text, random > 0), (text, Randomness.CountAsPiece(bytes, enough: 1) > 0));
    }

    [Fact]
    public void No_more_is_counted_than_is_enough() =>
        Assert.Equal(8, Randomness.CountAsPiece("7Kq2Zz9x and 8Lr3Aa0y"u8, enough: 1));

    public static TheoryData<string, int> Times => new()
    {
        { "2026-11-23T06:39:16.759Z INFO", 24 },
        { "2026-11-23 06:39:16,759 INFO", 23 },
        { "2026/11/23 done", 10 },
        { "2026-11-23,12.50", 10 },
        { "2026-11-23", 10 },
        { "2026-11-23T06:39+01:00]", 22 },
        { "2026-11-23AKIA", 0 },
        { "2026-11-23T06:39:16AKIA", 0 },
        { "2026-11/23 06:39", 0 },
        { "2a26-11-23", 0 },
        { "2026-11-2", 0 },
    };

    [Theory, MemberData(nameof(Times))]
    public void A_time_is_as_long_as_it_is_written(string text, int length) =>
        Assert.Equal((text, length), (text, KnownIdentifiers.MatchTime(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void Bytes_that_are_no_text_are_random() =>
        Assert.Equal(20, Randomness.Count([.. Enumerable.Range(0, 20).Select(i => (byte)(0x80 + i))]));

    [Fact]
    public void Two_digests_in_one_place_are_usual_and_more_are_cargo()
    {
        var digest = "d41d8cd98f00b204e9800998ecf8427e";
        Assert.Equal(0, Randomness.Count(Encoding.ASCII.GetBytes($"{digest}-{digest}")));
        Assert.Equal(64, Randomness.Count(Encoding.ASCII.GetBytes($"{digest}-{digest}-{digest}-{digest}")));
    }

    [Fact]
    public void It_never_counts_more_than_there_is_and_never_throws() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(41, 43).WithMaxTest(3000),
        Prop.ForAll<byte[]>(bytes => Randomness.Count(bytes) is var count && count >= 0 && count <= bytes.Length));
}
