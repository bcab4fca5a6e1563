using FsCheck;
using FsCheck.Fluent;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Tests.Text.Pieces;

public class LineJoinerTests
{
    public static TheoryData<string, string, string> Texts => new()
    {
        { "no break", "AKIAIOSFODNN7EXAMPLE", "" },
        { "cut once", "key AKIAIOSF\nODNN7EXAMPLE end", "AKIAIOSFODNN7EXAMPLE " },
        { "cut at every kind of break", "AKIAI\r\nOSF\tODNN\n\n7EXAMPLE", "AKIAIOSFODNN7EXAMPLE " },
        { "the last line without a break", "a AKIAIOSFO\nDNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE " },
        { "indented lines", "  QUtJQUlPU0Z\n  PRE5ON0VYQU1Q\n  TEU=", "QUtJQUlPU0ZPRE5ON0VYQU1QTEU= " },
        { "prose gives short words", "the end\nof one line\nand another", "" },
        { "quoted values are not joined", "\"abcdefgh\",\n\"ijklmnopqrst\"", "" },
        { "two pieces", "x aaaa1a2a\nbbbb3bbb x cccc4c5c\ndddd6ddd x", "aaaa1a2abbbb3bbb cccc4c5cdddd6ddd " },
        { "lines that begin with a time", "2026-11-23T06:39:16.759Z GET id=91498\n2026-11-23T06:39:17.001Z PUT id=91499", "" },
        { "lines that begin with a date", "2026/11/23 06:39:16 GET id=91498\n2026/11/23 06:39:17 PUT id=91499", "" },
        { "digits are no date", "x AKIAIOSF\n2026112377EXAMPLE y", "AKIAIOSF2026112377EXAMPLE " },
        { "calls of a stack trace", "at com.acme.Orders.find(Orders.java:12)\nat com.acme.Main.run(Main.java:7)", "" },
        { "cut in brackets", "set(AKIAIOSF\nODNN7EXAMPLE)", "AKIAIOSFODNN7EXAMPLE " },
        { "only breaks", "\r\n\t\n", "" },
        { "a whole line between", "x aaaaa1\nbbbbb2\nccccc3 x", "aaaaa1bbbbb2ccccc3 " },
        { "words without digits and capitals", "long documentation\nsource of transformations", "" },
        { "a phrase", "legal-winner-thank-year-wave-sausage-worth-use\nful-legal-winner-thank-yellow",
            "legal-winner-thank-year-wave-sausage-worth-useful-legal-winner-thank-yellow " },
    };

    [Theory, MemberData(nameof(Texts))]
    public void Joins_words_across_breaks(string name, string text, string expected)
    {
        var source = Bytes.Of(text);
        var output = new byte[source.Length];
        var written = LineJoiner.Join(source, output);
        Assert.Equal((name, expected), (name, Bytes.Text(output.AsSpan(0, written))));
    }

    [Fact]
    public void Joins_what_a_simple_reader_joins()
    {
        var texts = Gen.Frequency(
            (8, Gen.Elements("A1", "B2c", "word", "AKIAIOSF", "D34E56F78G90H12J34K56L78M90N")),
            (8, Gen.Elements(" ", "\n", "\n", "\r\n", "\t", "\"", "(", "]|", "      ", new string(' ', 70)))).ArrayOf()
            .Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), text => Join(text) == JoinSimply(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(120).WithReplay(41, 43));
    }

    private static string Join(string text)
    {
        var source = Bytes.Of(text);
        var output = new byte[source.Length];
        return Bytes.Text(output.AsSpan(0, LineJoiner.Join(source, output)));
    }

    private static string JoinSimply(string text)
    {
        var chains = new List<List<string>> { new() };
        foreach (var line in text.Split('\n', '\r', '\t').Select(line => line.Trim(' ')).Where(line => line != ""))
        {
            var words = line.Split(' ', '"', '(', ']', '|');
            chains[^1].Add(words[0]);
            if (words.Length > 1)
                chains.Add([words[^1]]);
        }

        return string.Concat(chains
            .Select(words => (Joined: string.Concat(words), Count: words.Count(word => word != "")))
            .Where(chain => chain.Count > 1 && chain.Joined.Length >= 16)
            .Where(chain => chain.Joined.Length >= 47 || GluedMatch.MayCount(Bytes.Of(chain.Joined)))
            .Select(chain => chain.Joined + " "));
    }

    public static TheoryData<string, string> Separated => new()
    {
        { "AKIA", "AKIA" },
        { "A.K/I A\t+,;|\r\n", "AKIA" },
        { "kept-_=:%", "kept-_=:%" },
        { "....", "" },
    };

    [Theory, MemberData(nameof(Separated))]
    public void Takes_separators_out(string text, string expected)
    {
        var source = Bytes.Of(text);
        var output = new byte[source.Length];
        var written = SeparatorStripper.Strip(source, output);
        Assert.Equal(
            (expected, text != expected),
            (Bytes.Text(output.AsSpan(0, written)), SeparatorStripper.WouldChange(source)));
    }
}
