using System.Text;
using Pipelock.Policy.A2a;

namespace Pipelock.Policy.Tests.A2a;

public sealed class KnownCardsTests
{
    private const string Url = "https://agent.example.com/.well-known/agent-card.json";
    private const string Card = """
        {"name":"a","description":"d","version":"1","url":"https://agent.example.com/",
         "skills":[{"id":"x","description":"1"},{"id":"y","description":"2"}]}
        """;

    public static TheoryData<string, string, bool> Changes => new()
    {
        { "nothing", Card, true },
        { "white space", Card.Replace("\n", "\n\n   ", StringComparison.Ordinal), true },
        { "the version", Card.Replace("\"1\",\"url", "\"2\",\"url", StringComparison.Ordinal), true },
        {
            "the order of skills", """
            {"url":"https://agent.example.com/","description":"d","name":"a",
             "skills":[{"description":"2","id":"y"},{"id":"x","description":"1"}]}
            """, true
        },
        { "a skill's description", Card.Replace("\"2\"}", "\"3\"}", StringComparison.Ordinal), false },
        { "the URL", Card.Replace("agent.example", "other.example", StringComparison.Ordinal), false },
        { "a skill more", Card.Replace("[{", "[{\"id\":\"z\"},{", StringComparison.Ordinal), false },
        { "a capability", Card.Replace(
            "{\"name", "{\"capabilities\":{\"streaming\":true},\"name", StringComparison.Ordinal), false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_card_is_the_same_when_it_says_the_same(string what, string later, bool same)
    {
        var cards = new KnownCards();
        Assert.True(Check(cards, Card).IsClean);
        Assert.True(Check(cards, later).IsClean == same, what);
    }

    [Fact]
    public void The_first_card_counts_until_another_is_accepted()
    {
        var cards = new KnownCards();
        var other = Card.Replace("\"d\"", "\"e\"", StringComparison.Ordinal);
        Check(cards, Card);
        Assert.False(Check(cards, other).IsClean);
        Assert.False(Check(cards, other).IsClean);
        Assert.Equal(1, cards.Accept(Url));
        Assert.True(Check(cards, other).IsClean);
        Assert.False(Check(cards, Card).IsClean);
    }

    [Fact]
    public void Each_asker_has_a_card_of_its_own()
    {
        var cards = new KnownCards();
        var other = Card.Replace("\"d\"", "\"e\"", StringComparison.Ordinal);
        Assert.True(Check(cards, Card, "Bearer one").IsClean);
        Assert.True(Check(cards, other, "Bearer two").IsClean);
        Assert.False(Check(cards, other, "Bearer one").IsClean);
    }

    [Fact]
    public void What_was_asked_for_longest_ago_is_forgotten()
    {
        var cards = new KnownCards();
        Check(cards, Card);
        for (var i = 0; i < KnownCards.Capacity; i++)
            cards.Check(Encoding.UTF8.GetBytes($"{Url}?{i}"), default, Encoding.UTF8.GetBytes(Card));
        Assert.True(Check(cards, Card.Replace("\"d\"", "\"e\"", StringComparison.Ordinal)).IsClean);
    }

    private static Scanners.Findings Check(KnownCards cards, string card, string asker = "") =>
        cards.Check(Encoding.UTF8.GetBytes(Url), Encoding.UTF8.GetBytes(asker), Encoding.UTF8.GetBytes(card));
}
