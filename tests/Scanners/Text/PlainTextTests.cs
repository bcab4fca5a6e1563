using System.Text;
using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Text;

/// <summary>What masks tell to be words and numbers is so for those who read it letter by letter.</summary>
public class PlainTextTests
{
    [Theory]
    [InlineData("You are a coding assistant.")]
    [InlineData("Why does the test fail in packages/core? I think it is the length of 12 months, see page 7")]
    [InlineData("https://img.example.com/u/101/128.png?v=3")]
    [InlineData("2024-05-17T09:30:00.125Z")]
    [InlineData("3fa9c1d2-7c1d-4e0b-9a3f-5b2e6c8d11aa")]
    [InlineData("3FA9C1D2-7C1D-4E0B-9A3F-5B2E6C8D11AA")]
    [InlineData("creationTimestamp")]
    [InlineData("eu-west-1")]
    [InlineData("traceId, orderBy")]
    [InlineData("")]
    public void Words_numbers_times_and_UUIDs_are_plain(string text) => Assert.True(IsPlain(text));

    [Theory]
    [InlineData("AKIA")]
    [InlineData("ghp_16C7e42F")]
    [InlineData("call_7Xq2Lk")]
    [InlineData("A-K-I-A")]
    [InlineData("deadbeef01")]
    [InlineData("3fa9c1d2-7c1d-4e0b-9a3f-5b2e6c8d11ag")]
    [InlineData("3fa9c1d2-7c1d-4e0b-9a3f-5b2e6c8d11aa1")]
    [InlineData("Zürich")]
    [InlineData("someRangeId")]
    [InlineData("a\tb")]
    [InlineData("qwrtpsdf")]
    [InlineData("It is a long story of many words, and far behind all of them there stands at last k3Yq9Z")]
    public void What_looks_random_is_not(string text) => Assert.False(IsPlain(text));

    [Fact]
    public void Nothing_plain_has_anything_random()
    {
        string[] parts =
        [
            "A", "k", "Ia", "ghp", "_", "-", " ", " ", "12", "7", "word", "Name", "rhythm", "queue", "strengths", "é",
            ".", "lengthen", "xyz", "aei", "https", "://", "IBM", "O'Neil", "bcdfg", "aaaa", "camelCase", "0x", "eye",
            "T", "Z", "userId", "Xq",
        ];
        var random = new Random(5);
        var plain = 0;
        for (var round = 0; round < 20000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 24); i > 0; i--)
                text.Append(parts[random.Next(random.Next(2) == 0 ? parts.Length : 14)]);
            if (!IsPlain(text.ToString()))
                continue;
            plain++;
            Assert.True(Randomness.CountAsPiece(Encoding.UTF8.GetBytes(text.ToString())) == 0, text.ToString());
        }

        Assert.True(plain > 100, $"{plain} of them were plain");
    }

    [Theory]
    [InlineData("https://stock.internal:8080/v2-beta/items/77", false)]
    [InlineData("http-nio-8080-exec-11", true)]
    [InlineData("ab-12-cd-3-ef-45-gh-6", false)]
    public void Short_words_may_be_pieces(string text, bool isPlain) =>
        Assert.Equal(isPlain, PlainText.IsPlainInLongWords(Encoding.UTF8.GetBytes(text)));

    // The same whether more may be read behind it or not.
    private static bool IsPlain(string text)
    {
        var alone = Encoding.UTF8.GetBytes(text);
        byte[] inside = [.. alone, .. "\"x9Kq\":\"ZZ\""u8, .. new byte[64]];
        var isPlain = PlainText.IsPlain(inside.AsSpan(0, alone.Length), inside.Length);
        Assert.Equal(isPlain, PlainText.IsPlain(alone, alone.Length));
        return isPlain;
    }
}
