using System.Text;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Bodies;

/// <summary>Which values of JSON are joined: those that look random, and what stands near them.</summary>
public class NearPiecesTests
{
    [Theory]
    [InlineData("[\"ghp_\",\"16C7e42F292c6912E771\"]", "ghp_16C7e42F292c6912E771 ", "a mark that looks like a word")]
    [InlineData("[\"16C7e42F292c6912E771\",\"tail\"]", "16C7e42F292c6912E771tail ", "the end of it")]
    [InlineData("[\"one\",\"two\",\"12\",\"three\",\"four\",\"five\"]", "", "words and numbers")]
    [InlineData("[\"g\",\"h\",\"p\",\"_\",\"1\",\"6\",\"C\",\"7e\",\"42\",\"F2\",\"92\",\"c6\",\"91\"]",
        "ghp_16C7e42F292c691 ", "short pieces")]
    [InlineData("{\"a\":\"see \\\"AKIA9\",\"b\":\"IOSFODNN7EXAM and so on\"}", "AKIA9IOSFODNN7EXAM ", "borders")]
    public void Joins_what_looks_random_with_its_neighbours(string json, string expected, string why)
    {
        var fields = new FieldText();
        for (int blanks = 0; blanks < 70; blanks++)
        {
            byte[] body = Encoding.UTF8.GetBytes(new string(' ', blanks) + json);
            string joined = Encoding.UTF8.GetString(fields.JoinJson(body, false, out int words)[..words]);
            Assert.True(expected == joined, $"{why}, behind {blanks}");
        }
    }

    [Fact]
    public void Leaves_out_words_far_from_it()
    {
        string words = string.Concat(Enumerable.Repeat("\"word\",", 20));
        string joined = Join($"[{words}\"x7Kq2Zz9\",{words}\"y8Lr3Aa0\"]");
        Assert.Equal(
            string.Concat(Enumerable.Repeat("word", 6)) + "x7Kq2Zz9" + string.Concat(Enumerable.Repeat("word", 6)) + " "
            + string.Concat(Enumerable.Repeat("word", 6)) + "y8Lr3Aa0 ",
            joined);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public void Leaves_no_gap_where_neighbours_of_two_meet(int words)
    {
        string between = string.Concat(Enumerable.Repeat("\"word\",", words));
        Assert.Equal(
            "x7Kq2Zz9" + string.Concat(Enumerable.Repeat("word", words)) + "y8Lr3Aa0 ",
            Join($"[\"x7Kq2Zz9\",{between}\"y8Lr3Aa0\"]"));
    }

    [Fact]
    public void Puts_random_values_together_whatever_stands_between()
    {
        string words = string.Concat(Enumerable.Repeat("\"word\",", 20));
        byte[] body = Encoding.UTF8.GetBytes($"[\"it is x7Kq2Zz9\",{words}\"y8Lr3Aa0 by now\"]");
        ReadOnlySpan<byte> joined = new FieldText().JoinJson(body, false, out int length);
        Assert.Equal("x7Kq2Zz9y8Lr3Aa0 ", Encoding.UTF8.GetString(joined[length..]));
    }

    [Theory]
    [InlineData("correct-horse-4711-battery", true)]
    [InlineData("unrelated-value-x9Kq2Zz7", false)]
    public void A_known_secret_of_words_is_found_in_pieces_that_look_like_words(string known, bool isFound)
    {
        SecretSettings settings = new()
        {
            KnownSecrets = [new("PASS", Encoding.UTF8.GetBytes(known), KnownSecretKind.Environment)],
        };
        using var engine = SecretEngine.Build(settings, null);
        using var body = new BodyScan(new TextScanner(engine), BodyScanLimits.Default);
        body.Start("application/json"u8, default);
        body.Append("{\"a\":\"correct-horse-\",\"b\":\"4711-battery\"}"u8);
        Assert.Equal(isFound, !body.Complete().IsClean);
    }

    private static string Join(string json)
    {
        ReadOnlySpan<byte> joined = new FieldText().JoinJson(Encoding.UTF8.GetBytes(json), false, out int words);
        return Encoding.UTF8.GetString(joined[..words]);
    }
}
