using System.Text;
using Pipelock.Scanners.Bodies;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Bodies.Json;

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
        for (var blanks = 0; blanks < 70; blanks++)
        {
            var body = Encoding.UTF8.GetBytes(new string(' ', blanks) + json);
            var joined = Encoding.UTF8.GetString(fields.JoinJson(body, false).Words);
            Assert.True(expected == joined, $"{why}, behind {blanks}");
        }
    }

    [Fact]
    public void Leaves_out_words_far_from_it()
    {
        var words = string.Concat(Enumerable.Repeat("\"word\",", 20));
        var joined = Join($"[{words}\"x7Kq2Zz9\",{words}\"y8Lr3Aa0\"]");
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
        var between = string.Concat(Enumerable.Repeat("\"word\",", words));
        Assert.Equal(
            "x7Kq2Zz9" + string.Concat(Enumerable.Repeat("word", words)) + "y8Lr3Aa0 ",
            Join($"[\"x7Kq2Zz9\",{between}\"y8Lr3Aa0\"]"));
    }

    [Fact]
    public void Puts_random_values_together_whatever_stands_between()
    {
        var words = string.Concat(Enumerable.Repeat("\"word\",", 20));
        var body = Encoding.UTF8.GetBytes($"[\"it is x7Kq2Zz9\",{words}\"y8Lr3Aa0 by now\"]");
        var joined = new FieldText().JoinJson(body, false);
        Assert.Equal("x7Kq2Zz9y8Lr3Aa0 ", Encoding.UTF8.GetString(joined.Random));
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

    [Theory]
    [InlineData("[\"8f3c1d2e9b7a6054c3d2e1f0a9b8c7d6e5f40312\",\"x\"]", true, "a digest")]
    [InlineData("{\"a\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"b\":\"00f067aa0ba902b7\"}", true, "of a trace")]
    [InlineData("{\"a\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"b\":\"x7Kq2Zz9\"}", false, "and something else")]
    [InlineData("{\"x7Kq2Zz9\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}", false, "behind something else")]
    [InlineData("[\"414b4941494f5346\",\"4f444e4e37455841\",\"4d504c45414b4941\"]", false, "text")]
    [InlineData("[\"9f9f9f9f414b4941494f53464f444e4e\",\"374558414d504c45ff9f9f9f9f9f9f\"]", false, "text at an end")]
    [InlineData("[\"1f8b0800000000000003734cf4cef45070\"]", false, "compressed")]
    [InlineData("[\"4bf92f3577b34da6\",\"a\",\"b\",\"c\",\"d\"]", false, "short pieces")]
    [InlineData("[\"4bf92f3577b34d\"]", false, "too short")]
    [InlineData("[\"4bf92f3577b34da6\",\"INFO\",\"ERROR\",\"INFO\",\"DEBUG\",\"INFO\"]", true, "a few capitals")]
    [InlineData("[\"4bf92f3577b34da6\",\"IFFUSQK\",\"IFGVATC\",\"PKQZMBD\",\"LLQTW\"]", false, "many capitals")]
    [InlineData("[\"4bf92f3577b34da6\",\"IFFUSQKIFGVATCPKQZMBDLLQTW\"]", false, "capitals in one")]
    public void Tells_where_nothing_but_digests_looks_random(string json, bool expected, string why) =>
        Assert.Equal((why, expected), (why, new FieldText().JoinJson(Encoding.UTF8.GetBytes(json), false).AreDigests));

    private static string Join(string json) =>
        Encoding.UTF8.GetString(new FieldText().JoinJson(Encoding.UTF8.GetBytes(json), false).Words);
}
