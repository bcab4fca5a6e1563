using System.Text;
using Pipelock.Scanners.Bodies;

namespace Pipelock.Scanners.Tests.Bodies;

/// <summary>Digits under names that number them are put together, and nothing else.</summary>
public sealed class NumberedDigitsTests
{
    [Theory]
    [InlineData("c1=4111&c2=1111&c3=1111&c4=1111", "card=4111111111111111\n")]
    [InlineData("a=41111111&b=11111111", "card=4111111111111111\n")]
    [InlineData("name=x&n1=41&n2=11&ok=yes", "card=4111\n")]
    [InlineData("n1=41&n2=11&m1=22&m2=33", "card=4111\ncard=2233\n")]
    [InlineData("x=41111111&y=11111111", "")]
    [InlineData("from=41111111&to=11111111", "")]
    [InlineData("c2=4111&c1=1111", "")]
    [InlineData("c1=4111&c3=1111", "")]
    [InlineData("c1=4111&c2=1111a", "")]
    [InlineData("c1=4111", "")]
    [InlineData("c1&c2&c3", "")]
    [InlineData("=1111&=1111", "")]
    [InlineData("", "")]
    public void Rows_are_read_in_order(string form, string expected) => Assert.Equal(
        expected, Encoding.UTF8.GetString(NumberedDigits.Gather(new FormFields(Encoding.UTF8.GetBytes(form)))));
}
