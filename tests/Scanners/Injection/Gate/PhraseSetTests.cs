using System.Text;
using Pipelock.Scanners.Injection;
using Pipelock.Scanners.Injection.Gate;

namespace Pipelock.Scanners.Tests.Injection.Gate;

public sealed class PhraseSetTests
{
    private const int Weight = 100;

    public static TheoryData<string, string, int> Texts => new()
    {
        { "alone", "please drop now7 and go", 1 },
        { "nothing but its words", "please drop nowx and go", 0 },
        { "right behind its words alone", "please drop nowx drop now7 and go", 1 },
        { "before its words alone", "please drop now7 drop nowx and go", 1 },
        { "behind its words alone", "please drop nowx and go to the end of the street, then drop now7 go", 1 },
        { "far behind its words alone",
            "please drop nowx and go to the end of the street where the old mill stands, then drop now7 go", 1 },
        { "twice", "please drop now7 and drop now8 and go", 2 },
    };

    [Theory, MemberData(nameof(Texts))]
    public void A_phrase_is_found_wherever_it_stands(string where, string text, int count)
    {
        using var set = PhraseSet.Build(
            [new Phrase(rule: 0, family: 0, Weight, @"\bdrop[ ]now[0-9]\b")], [], null);
        var work = new InjectionWork();
        set.Find(Encoding.ASCII.GetBytes(text), Weight, work);
        Assert.Equal((where, count), (where, work.HitCount));
    }
}
