using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Tests.Text.Runs;

/// <summary>What a run shows by itself, it also shows between others, unless it is said to show more.</summary>
public sealed class LoneRunsTests
{
    [Theory]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("V1StGXR8_Z5jdHi6B-myT")]
    [InlineData("cus_NffrFeUfNV2Hib")]
    public void Ids_show_nothing_more(string run) => Assert.False(LoneRuns.MayShowMore(Encoding.ASCII.GetBytes(run)));

    [Theory]
    [InlineData("c2hvcnQgdGV4dA")] // fewer characters than are asked about
    [InlineData("YSBzaG9ydCB0ZXh0")]
    [InlineData("xYSBzaG9ydCB0ZXh0")]
    [InlineData("0hXZ0BCdy9GazBSY")] // backwards
    [InlineData("LFOmnT9lqPO0MKu0")] // with shifted letters
    [InlineData("eNpLTEpOSU1LBwAIYwJ5eNpL")]
    [InlineData("k3Yq9ZpL.w0TtXv7k3Yq9ZpL")] // no run
    [InlineData("k3Yq9ZpLw0TtXv7k3Yq9ZpLw0TtXv7k3Yq9ZpLw0TtXv7k3Yq9ZpLw0TtXv7k3Yq")]
    public void Text_data_and_long_runs_may(string run) =>
        Assert.True(LoneRuns.MayShowMore(Encoding.ASCII.GetBytes(run)));

    [Fact]
    public void A_run_that_shows_no_more_shows_the_same_between_others()
    {
        var texts = Gen.ArrayOf(Gen.Frequency(
            (4, Gen.Choose(' ', '~').Select(static value => (byte)value)),
            (1, Gen.Choose(0, 255).Select(static value => (byte)value))));
        var runs =
            from text in texts
            from kind in Gen.Choose(0, 5)
            from before in Gen.Elements("", "x", "Q7", "k3Y", "k3Yq")
            from behind in Gen.Elements("", "x", "Q7", "k3Y", "k3Yq")
            select before + Encode(text, kind) + behind;
        var shorter = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(4_000).WithReplay(20261123, 11).WithEndSize(44),
            Prop.ForAll(runs.ToArbitrary(), run =>
            {
                if (LoneRuns.MayShowMore(Encoding.ASCII.GetBytes(run)))
                    return true;
                shorter++;
                string[] between = [.. Views($"https://e.example/v1/{run}/items?x=1")];
                return Views(run).All(view => Array.Exists(between, other => other.Contains(view)));
            }));
        Assert.True(shorter > 300, $"{shorter}");
    }

    private static string Encode(byte[] text, int kind)
    {
        var encoded = Convert.ToBase64String(text).TrimEnd('=');
        return kind switch
        {
            0 => new string([.. encoded.Reverse()]),
            1 => new string([.. encoded.Select(static c => !char.IsAsciiLetter(c) ? c
                : (char)(((c | 0x20) - 'a' + 13) % 26 + 'a' - (char.IsAsciiLetterUpper(c) ? 0x20 : 0)))]),
            2 => Convert.ToHexStringLower(text),
            3 => Convert.ToBase64String(Deflated(text)).TrimEnd('='),
            _ => encoded,
        };
    }

    private static byte[] Deflated(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(text);
        return packed.ToArray();
    }

    // Of what is decoded, the text: noise stands beside it that is another where the run stands among others.
    private static List<string> Views(string text)
    {
        const int LeastText = 8;
        var bytes = Encoding.ASCII.GetBytes(text);
        var tree = ViewTree.Rent(bytes.Length, ViewState.None, default);
        var walk = new ViewWalk(bytes, TextViews.PlusIsSpace, tree);
        List<string> views = [];
        while (walk.MoveNext())
        {
            var parts = Regex.Split(Encoding.Latin1.GetString(walk.Current), "[^!-~]+");
            views.AddRange(parts.Where(static part => part.Length >= LeastText));
        }

        tree.Return();
        return views;
    }
}
