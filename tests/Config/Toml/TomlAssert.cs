using System.Text;
using Pipelock.Config.Document;
using Pipelock.Config.Tests.Document;
using Pipelock.Config.Toml;

namespace Pipelock.Config.Tests.Toml;

internal static class TomlAssert
{
    /// <summary>The document reads as the tree written in <see cref="Notation"/>.</summary>
    public static void Reads(string toml, string tree) =>
        Assert.Equal(tree, Notation.Of(TomlReader.Read(Encoding.UTF8.GetBytes(toml), "t.toml")));

    /// <summary>The document is refused with exactly one problem, at that <c>line:column</c>, saying those
    /// words.</summary>
    public static void Refuses(string toml, string at, string words)
    {
        var problem = Assert.Single(Problems(toml));
        Assert.Equal((at, words), ($"{problem.Line}:{problem.Column}", Excerpt(problem.Message, words)));
    }

    public static IReadOnlyList<ConfigProblem> Problems(string toml) =>
        Assert.Throws<ConfigException>(() => TomlReader.Read(Encoding.UTF8.GetBytes(toml), "t.toml")).Problems;

    // The words themselves when they occur, so that a failure shows the whole message beside them.
    private static string Excerpt(string message, string words) =>
        message.Contains(words, StringComparison.Ordinal) ? words : message;
}
