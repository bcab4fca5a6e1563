using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Tests.Text;

public class ViewWalkTests
{
    private const string Secret = "AKIAIOSFODNN7EXAMPLE";

    private static readonly Dictionary<string, Func<string, string>> s_encoders = new()
    {
        ["base64"] = Bytes.Base64,
        ["base64url"] = Bytes.Base64Url,
        ["hex"] = text => Bytes.Hex(text),
        ["hex pairs"] = text => Bytes.Hex(text, ":"),
        ["base32"] = Bytes.Base32,
        ["percent"] = Bytes.Percent,
        ["entities"] = Bytes.Entities,
        ["escapes"] = Bytes.JsonEscapes,
        ["quoted-printable"] = Bytes.QuotedPrintable,
    };

    public static TheoryData<string> EncoderNames => [.. s_encoders.Keys];

    public static TheoryData<string, string> Nestings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var outer in s_encoders.Keys)
            {
                foreach (var inner in s_encoders.Keys)
                {
                    data.Add(outer, inner);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> FourLevels =>
    [
        "base64,base64,base64,base64",
        "percent,base64,hex,escapes",
        "escapes,percent,base64,base32",
        "quoted-printable,entities,base64url,percent",
        "hex,base32,base64,entities",
        "base32,hex pairs,quoted-printable,base64url",
        "entities,escapes,percent,quoted-printable",
        "quoted-printable,percent,escapes,entities",
    ];

    public static TheoryData<string, string, string> Written => new()
    {
        { "in clear", "key AKIAIOSFODNN7EXAMPLE", "" },
        { "with zero-width characters", "AKIA\u200BIOSF\u2060ODNN7EXAMPLE", "unicode" },
        { "in Cyrillic", "АКІАIOSFODNN7EXAMPLE", "unicode" },
        { "cut by a line break", "AKIAIOSF\nODNN7EXAMPLE", "lines" },
        { "wrapped base64", "x: QUtJQUlPU0Z\r\n PRE5ON0VYQU1QTEU=", "lines base64" },
        { "base64 glued to a name", "dataQUtJQUlPU0ZPRE5ON0VYQU1QTEU=", "base64" },
        { "base64 in a path", "/v1/upload/QUtJQUlPU0ZPRE5ON0VYQU1QTEU/end", "base64" },
        { "base64 with an invisible character", "QUtJQUlP\u00ADU0ZPRE5ON0VYQU1QTEU=", "unicode base64" },
        { "base64 of UTF-16", "QQBLAEkAQQBJAE8AUwBGAE8ARABOAE4ANwBFAFgAQQBNAFAATABFAA", "base64 unicode" },
        { "behind a wrapped line of base64", "x=3D\nAKIA=\nIOSF=\nODNN7EXAMPLE", "quoted-printable" },
        { "twice percent-encoded", "k=%2541KIAIOSFODNN7EXAMPLE", "url" },
        { "JSON in JSON", @"{""a"":""{\""b\"":\""\\u0041KIAIOSFODNN7EXAMPLE\""}""}", "escape" },
    };

    [Theory, MemberData(nameof(EncoderNames))]
    public void Sees_through_each_encoding(string encoder) =>
        Assert.True(Sees($"see {s_encoders[encoder](Secret)} there", Secret));

    [Theory, MemberData(nameof(Nestings))]
    public void Sees_through_two_encodings_in_any_order(string outer, string inner) =>
        Assert.True(Sees($"see {s_encoders[outer](s_encoders[inner](Secret))} there", Secret));

    [Theory, MemberData(nameof(FourLevels))]
    public void Sees_through_four_encodings(string names)
    {
        var text = names.Split(',').Reverse().Aggregate(Secret, (inner, name) => s_encoders[name](inner));
        Assert.True(Sees(text, Secret));
    }

    [Theory, MemberData(nameof(EncoderNames))]
    public void Sees_through_each_encoding_in_the_midst_of_binary_data(string encoder)
    {
        byte[] noise = [0xFF, 0x00, 0x80, 0xC3, 0x28, 0x01, 0xFE];
        byte[] body = [.. noise, .. Bytes.Of(" " + s_encoders[encoder](Secret) + " "), .. noise];
        Assert.Contains(Views(body, TextViews.Standard), view => view.Text.Contains(Secret));
    }

    [Theory, MemberData(nameof(Written))]
    public void Says_through_which_steps_it_sees(string name, string text, string steps)
    {
        var seen = Views(Bytes.Of(text), TextViews.Standard)
            .Where(view => view.Text.Contains(Secret))
            .Select(view => view.Steps);
        Assert.Equal((name, steps), (name, seen.FirstOrDefault("not seen")));
    }

    [Fact]
    public void Each_of_many_runs_is_decoded_whether_it_is_text_from_its_start_or_not()
    {
        var texts = Enumerable.Range(0, 1500).Select(static i => $"number {i:D5} of the texts").ToArray();
        var runs = texts.Select(static (text, i) => (i % 3 == 0 ? "q" : "") + Bytes.Base64(text));
        (string Text, string Steps) view = Views(Bytes.Of(string.Join(' ', runs)), TextViews.Standard)
            .First(static view => view.Steps == "base64");
        Assert.All(texts, text => Assert.Contains(text, view.Text));
    }

    [Theory]
    [InlineData("AK.IA/IOSF ODNN+7EX,AM;PL|E")]
    [InlineData("AK%2EIA%2FIOSFODNN7EXAMPLE")]
    public void Takes_separators_out_only_where_asked(string text) => Assert.Equal(
        (false, true), (Sees(text, Secret), Sees(text, Secret, TextViews.NoiseStripped)));

    [Theory]
    [InlineData("a+b")]
    public void Reads_plus_as_space_only_where_asked(string text) => Assert.Equal(
        (false, true), (Sees(text, "a b"), Sees(text, "a b", TextViews.PlusIsSpace)));

    [Theory]
    [InlineData("Plain words, (some) punctuation: done!")]
    [InlineData("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"What is the time?\"}]}")]
    [InlineData("id 5a0b3c1d-1111-4222-8333-444455556666")]
    [InlineData("漢字仮名交文")]
    public void A_text_without_encodings_has_one_view(string text) =>
        Assert.Single(Views(Bytes.Of(text), TextViews.Standard));

    public static TheoryData<string> HostileUnits =>
    [
        "A", "%25%25", "%25", "%",
        "\\u0041", "\\", "\\u005c", "&amp;amp;", "&", "&#38;", "=3D", "=", "=\n", "41:", "0x41,",
        "QUFB", "a\n", "\u200B", "\u0301", "\uFDFA", "é\n%41=41&#65;\\x41", "%u0025", "\0", "a.b+", "aA",
        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo= ",
    ];

    [Theory, MemberData(nameof(HostileUnits))]
    public void A_mebibyte_of_anything_makes_views_within_the_budget(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, ((1 << 20) / Bytes.Of(unit).Length) + 1));
        Assert.Equal((unit, true), (unit, StaysWithinBudget(Bytes.Of(text))));
    }

    [Fact]
    public void A_view_beyond_the_budget_is_not_made_and_the_tree_says_so()
    {
        var tree = ViewTree.Rent(10, ViewState.None, default);
        var budget = (int)ViewTree.Budget(10);
        tree.Reserve(0, budget + 1);
        tree.Add(budget, 1, default, ViewState.None);
        var before = tree.IsExhausted;
        tree.Add(1, 1, default, ViewState.None);
        Assert.Equal((2, false, true), (tree.Count, before, tree.IsExhausted));
        tree.Return();
    }

    private const int None = (int)ViewState.None;
    private const int Joined = (int)ViewState.Joined;

    public static TheoryData<string, string, int, int, int, int> Alike => new()
    {
        { "the same steps in another order", "lines escape", 1, None, 1, Joined },
        { "the same steps", "escape lines", 1, None, 1, None },
        { "other steps", "lines base64", 2, None, 1, None },
        { "more of the same steps", "lines escape escape", 2, None, 1, None },
        { "fewer passes behind it", "lines escape", 2, Joined, 1, None },
        { "more passes to come", "lines escape", 2, None, 0, None },
    };

    [Theory, MemberData(nameof(Alike))]
    public void The_same_text_by_the_same_steps_is_one_view(
        string name, string steps, int views, int firstState, int secondDepth, int secondState)
    {
        var tree = ViewTree.Rent(100, ViewState.None, default);
        foreach ((var chain, var depth, var state) in new[]
            { (steps, 1, firstState), ("escape lines", secondDepth, secondState) })
        {
            "AKIAIOSF"u8.CopyTo(tree.Reserve(0, 8));
            tree.Add(8, depth, Chain(chain), (ViewState)state);
        }

        "AKIAIOSX"u8.CopyTo(tree.Reserve(0, 8));
        tree.Add(8, 1, Chain(steps), (ViewState)secondState);
        Assert.Equal((name, 1 + views + 1), (name, tree.Count));
        tree.Return();
    }

    private static DecodingChain Chain(string steps) => steps.Split(' ').Aggregate(
        default(DecodingChain), (chain, step) => chain.Then(Enum.Parse<Decoding>(step, ignoreCase: true)));

    [Fact]
    public void A_tree_of_encodings_makes_views_within_the_budget()
    {
        var nested = Bytes.Of(Secret);
        while (nested.Length < 1 << 18)
        {
            nested = Bytes.Of(Convert.ToBase64String(nested) + Convert.ToHexString(nested));
        }

        Assert.True(StaysWithinBudget(nested));
    }

    [Fact]
    public void Any_bytes_make_views_within_the_budget()
    {
        var common = Gen.Elements("%25&#;amp\\ux0147=\r\n+ QUtJ:,A\u0000"u8.ToArray());
        var texts = Gen.Frequency((5, common), (1, ArbMap.Default.GeneratorFor<byte>())).ArrayOf();
        Prop.ForAll(texts.ToArbitrary(), text =>
                Views(text, TextViews.NoiseStripped | TextViews.PlusIsSpace).Sum(view => (long)view.Text.Length)
                    <= text.Length + ViewTree.Budget(text.Length))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(300).WithReplay(41, 43));
    }

    private static bool StaysWithinBudget(byte[] text)
    {
        var tree = ViewTree.Rent(text.Length, ViewState.None, default);
        var walk = new ViewWalk(text, TextViews.NoiseStripped | TextViews.PlusIsSpace, tree);
        long seen = 0;
        var views = 0;
        while (walk.MoveNext())
        {
            seen += walk.Current.Length;
            views++;
        }

        tree.Return();
        return seen <= text.Length + ViewTree.Budget(text.Length) && views <= 1000;
    }

    private static bool Sees(string text, string wanted, TextViews views = TextViews.Standard) =>
        Views(Bytes.Of(text), views).Any(view => view.Text.Contains(wanted));

    private static List<(string Text, string Steps)> Views(byte[] text, TextViews wanted)
    {
        var views = new List<(string, string)>();
        var tree = ViewTree.Rent(text.Length, ViewState.None, default);
        var walk = new ViewWalk(text, wanted, tree);
        while (walk.MoveNext())
        {
            views.Add((Bytes.Text(walk.Current), string.Join(' ', walk.Chain.ToLabels())));
        }

        tree.Return();
        return views;
    }
}
