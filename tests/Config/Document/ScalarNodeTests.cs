using Pipelock.Config.Document;

namespace Pipelock.Config.Tests.Document;

public sealed class ScalarNodeTests
{
    private static readonly SourceLocation s_here = new(1, 2);

    public static TheoryData<ScalarNode, string> Described => new()
    {
        { ScalarNode.Null("~", s_here), "nothing 0 0 False" },
        { ScalarNode.String("5", s_here), "a string 0 0 False" },
        { ScalarNode.FromInteger("0x5", 5, s_here), "an integer 5 5 False" },
        { ScalarNode.FromFloat("2.5", 2.5, s_here), "a number with a fraction 0 2.5 False" },
        { ScalarNode.FromBoolean("true", true, s_here), "a boolean 0 0 True" },
        { ScalarNode.FromBoolean("false", false, s_here), "a boolean 0 0 False" },
        { ScalarNode.FromDateTime(ScalarKind.OffsetDateTime, "x", s_here), "a date and time 0 0 False" },
        { ScalarNode.FromDateTime(ScalarKind.LocalDateTime, "x", s_here), "a date and time 0 0 False" },
        { ScalarNode.FromDateTime(ScalarKind.LocalDate, "x", s_here), "a date 0 0 False" },
        { ScalarNode.FromDateTime(ScalarKind.LocalTime, "x", s_here), "a time of day 0 0 False" },
    };

    [Theory]
    [MemberData(nameof(Described), DisableDiscoveryEnumeration = true)]
    public void A_scalar_has_a_value_of_its_own_kind_only(ScalarNode node, string expected) =>
        Assert.Equal(expected, $"{node.Description} {node.Integer} {node.Float} {node.Boolean}");

    [Fact]
    public void A_date_has_a_kind_of_dates() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScalarNode.FromDateTime(ScalarKind.String, "x", s_here));

    [Fact]
    public void Only_a_known_place_is_written()
    {
        Assert.Equal(("1:2", "", true, false),
            (s_here.ToString(), $"{SourceLocation.None}", s_here.IsKnown, SourceLocation.None.IsKnown));
    }
}
