using System.Text.RegularExpressions;
using Pipelock.Config.Loading;
using Pipelock.Config.Options;
using Pipelock.Config.Reference;
using Pipelock.Config.Tests.Options;

namespace Pipelock.Config.Tests.Reference;

public class CommentedExampleTests
{
    private static readonly string s_example = CommentedExample.Write<PipelockOptions>();

    private static readonly string s_defaults =
        OptionsText.Sorted(ConfigLoader.Defaults(TemporaryConfig.NoEnvironment).Options);

    [Fact]
    public void As_it_stands_it_is_the_defaults() =>
        Assert.Equal(s_defaults, OptionsText.Sorted(TemporaryConfig.Yaml(s_example).Options));

    [Fact]
    public void With_every_mark_removed_it_is_the_defaults_too() =>
        Assert.Equal(s_defaults, OptionsText.Sorted(TemporaryConfig.Yaml(WithoutMarks()).Options));

    [Fact]
    public void No_line_is_longer_than_a_screen_but_those_of_long_lists() =>
        Assert.DoesNotContain(s_example.Split('\n'), line => line.Length > 120 && !line.Contains('['));

    private static string WithoutMarks() => Regex.Replace(s_example, @"(?m)^( *)#(?![# ])", "$1");
}
