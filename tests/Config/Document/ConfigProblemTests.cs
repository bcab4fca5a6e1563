using Pipelock.Config.Document;

namespace Pipelock.Config.Tests.Document;

public sealed class ConfigProblemTests
{
    public static TheoryData<ConfigProblem, string> Written => new()
    {
        { new("p.yaml", 3, 5, "a.b", "is wrong"), "p.yaml:3:5: a.b: is wrong" },
        { new("p.yaml", new SourceLocation(3, 5), "a.b", "is wrong"), "p.yaml:3:5: a.b: is wrong" },
        { new("p.yaml", 3, 5, "", "is wrong"), "p.yaml:3:5: is wrong" },
        { new("p.yaml", 0, 0, "a.b", "is wrong"), "p.yaml: a.b: is wrong" },
        { new("", 0, 0, "a.b", "is wrong"), "a.b: is wrong" },
        { new("", 3, 5, "", "is wrong"), "3:5: is wrong" },
        { new("", 0, 0, "", "is wrong"), "is wrong" },
    };

    [Theory]
    [MemberData(nameof(Written), DisableDiscoveryEnumeration = true)]
    public void A_problem_is_written_like_a_compilers(ConfigProblem problem, string text) =>
        Assert.Equal(text, problem.ToString());

    [Fact]
    public void An_exception_says_every_problem()
    {
        var error = new ConfigException([new("f", 1, 2, "a", "x"), new("f", 3, 4, "b", "y")]);
        Assert.Equal("f:1:2: a: x\nf:3:4: b: y", error.Message);
        Assert.Equal(2, error.Problems.Length);
        Assert.Equal("f: x", new ConfigException(new ConfigProblem("f", 0, 0, "", "x")).Message);
    }
}
