using System.Text.RegularExpressions;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Config.Reference;
using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Reference;

public class CommentedExampleTests
{
    private static readonly string Example = CommentedExample.Write<PipelockOptions>();

    private static readonly string Defaults =
        OptionsText.Sorted(ConfigLoader.Defaults(TemporaryConfig.NoEnvironment).Options);

    [Fact]
    public void As_it_stands_it_is_the_defaults() =>
        Assert.Equal(Defaults, OptionsText.Sorted(TemporaryConfig.Yaml(Example).Options));

    [Fact]
    public void With_every_mark_removed_it_is_the_defaults_too() =>
        Assert.Equal(Defaults, OptionsText.Sorted(TemporaryConfig.Yaml(WithoutMarks()).Options));

    [Fact]
    public void No_line_is_longer_than_a_screen_but_those_of_long_lists() =>
        Assert.DoesNotContain(Example.Split('\n'), line => line.Length > 120 && !line.Contains('['));

    private static string WithoutMarks() => Regex.Replace(Example, @"(?m)^( *)#(?![# ])", "$1");
}
