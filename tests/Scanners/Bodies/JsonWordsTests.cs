using System.Text;
using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Tests.Bodies;

/// <summary>The single words of JSON, one behind the other.</summary>
public sealed class JsonWordsTests
{
    private const string Phrase = "cat swing flag economy stadium alone churn speed unique patch report train";

    private static string[] Words => Phrase.Split(' ');

    public static TheoryData<string, string> Shown => new()
    {
        { "objects", Array(word => $$"""{"i":1,"w":"{{word}}"}""") },
        { "objects with another string", Array(word => $$"""{"kind":"entry","w":"{{word}}"}""") },
        { "objects with an id", Array(word => $$"""{"id":"n-17","w":"{{word}}"}""") },
        { "behind a title", $$"""{"title":"shop","list":{{Array(word => $$"""{"w":"{{word}}"}""")}}}""" },
        { "names of their own", "{" + string.Join(',', Words.Select((word, i) => $"\"k{i}\":\"{word}\"")) + "}" },
        { "two rows", Array(word => $$"""{"w":"{{word}}"}""") + Array(word => $$"""{"w":"{{word}}"}""") },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void Words_are_read_through_what_stands_between_them(string name, string json) =>
        Assert.True(Gather(json).Contains(Phrase, StringComparison.Ordinal), name);

    public static TheoryData<string, string> Hidden => new()
    {
        { "too few", $"[{string.Join(',', Words[..11].Select(word => $$"""{"w":"{{word}}","i":"1","j":"2"}"""))}]" },
        { "sentences between", Array(word => $$"""{"w":"{{word}}","x":"a sentence","w":"another one"}""") },
        { "no words", Array(_ => """{"w":"R2D2"}""") },
        { "broken", "{\"a\":\"" + new string('"', 100) },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Anything_else_is_left_out(string name, string json) => Assert.Equal((name, ""), (name, Gather(json)));

    [Fact]
    public void What_is_gathered_is_bounded() =>
        Assert.InRange(
            Gather($"[{string.Join(',', Enumerable.Repeat("{\"w\":\"report\"}", 20_000))}]").Length, 1, 16_384);

    [Fact]
    public void Rows_are_not_mixed_up_by_the_next_document()
    {
        Gather(Array(word => $$"""{"w":"{{word}}"}"""));
        Assert.Equal("", Gather(Array(_ => """{"w":"R2D2","v":"C3PO"}""")));
    }

    private static string Array(Func<string, string> entry) => $"[{string.Join(',', Words.Select(entry))}]";

    private static string Gather(string json) =>
        Encoding.UTF8.GetString(JsonWords.Gather(Encoding.UTF8.GetBytes(json)));
}
