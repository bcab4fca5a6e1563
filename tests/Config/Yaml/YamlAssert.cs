using System.Text;
using Pipelock.Config.Document;
using Pipelock.Config.Tests.Document;
using Pipelock.Config.Yaml;

namespace Pipelock.Config.Tests.Yaml;

internal static class YamlAssert
{
    /// <summary>The document reads as the tree written in <see cref="Notation"/>.</summary>
    public static void Reads(string yaml, string tree) =>
        Assert.Equal(tree, Notation.Of(YamlReader.Read(Encoding.UTF8.GetBytes(yaml), "t.yaml")));

    /// <summary>The document is refused with exactly one problem, at that <c>line:column</c>, saying those
    /// words.</summary>
    public static void Refuses(string yaml, string at, string words)
    {
        var problem = Assert.Single(Problems(yaml));
        Assert.Equal((at, words), ($"{problem.Line}:{problem.Column}", Excerpt(problem.Message, words)));
    }

    public static IReadOnlyList<ConfigProblem> Problems(string yaml) =>
        Assert.Throws<ConfigException>(() => YamlReader.Read(Encoding.UTF8.GetBytes(yaml), "t.yaml")).Problems;

    private static string Excerpt(string message, string words) =>
        message.Contains(words, StringComparison.Ordinal) ? words : message;
}
