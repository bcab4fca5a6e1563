using System.Text;
using Xunit.Abstractions;

namespace Pipelock.Corpus.Tests;

/// <summary>The engine against every case; the score may only rise.</summary>
public sealed class CorpusTests(CorpusEngine engine, ITestOutputHelper output) : IClassFixture<CorpusEngine>
{
    /// <summary>
    /// The wrong verdicts that are known, by group. Lower a number when the engine learns; never raise one.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, int> s_knownMisses = KnownMisses.Read();

    public static TheoryData<string> Groups => new(CorpusReader.Groups);

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_group_is_judged_no_worse_than_before(string group)
    {
        CorpusResult[] wrong = [.. CorpusReader.Read(group).Select(engine.Examine).Where(result => !result.IsRight)];
        foreach (var result in wrong)
            output.WriteLine(result.ToString());
        var allowed = s_knownMisses.GetValueOrDefault(group);
        var list = string.Join('\n', wrong.Select(result => result.ToString()));
        Assert.True(wrong.Length <= allowed, $"{wrong.Length} wrong, {allowed} known:\n{list}");
    }

    [Fact]
    public void The_score_is_printed()
    {
        CorpusResult[] all = [.. CorpusReader.Groups.SelectMany(CorpusReader.Read).Select(engine.Examine)];
        StringBuilder table = new("surface    attacks contained  benign allowed\n");
        foreach (var surface in Enum.GetValues<CorpusSurface>())
            Row(table, surface.ToString(), [.. all.Where(result => result.Test.Surface == surface)]);
        Row(table, "all", all);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "corpus-score.txt"), table.ToString());
        File.WriteAllLines(
            Path.Combine(AppContext.BaseDirectory, "corpus-misses.txt"),
            all.Where(result => !result.IsRight).Select(result => result.ToString()));
        Console.WriteLine(table);
        output.WriteLine(table.ToString());

        Assert.True(all.Count(result => result.Test.IsAttack) >= 620);
        Assert.True(all.Count(result => !result.Test.IsAttack) >= 620);
        Assert.True(all.Count(result => !result.IsRight) <= s_knownMisses.Values.Sum());
    }

    [Fact]
    public void Every_name_is_used_once()
    {
        var names = CorpusReader.Groups.SelectMany(CorpusReader.Read).GroupBy(test => test.Id);
        Assert.Empty(names.Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static void Row(StringBuilder table, string name, CorpusResult[] results)
    {
        var attacks = results.Count(result => result.Test.IsAttack);
        var contained = results.Count(result => result.Test.IsAttack && result.IsRight);
        var allowed = results.Count(result => !result.Test.IsAttack && result.IsRight);
        table.Append($"{name,-10} {contained,6} of {attacks,4}      {allowed,6} of {results.Length - attacks,4}\n");
    }
}
