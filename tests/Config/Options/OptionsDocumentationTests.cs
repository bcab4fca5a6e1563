using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pipelock.Config.Binding;
using Pipelock.Config.Options;

namespace Pipelock.Config.Tests.Options;

/// <summary>What a user is told of a key, and what a developer is told of its property, are the same sentence.</summary>
public partial class OptionsDocumentationTests
{
    private static readonly Dictionary<string, string> s_documented =
        XDocument.Load(Path.ChangeExtension(typeof(PipelockOptions).Assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => Sentence(member.Element("summary")));

    private static readonly Dictionary<string, string> s_told =
        typeof(PipelockOptions).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(PipelockOptions).Namespace)
            .SelectMany(type => type.GetMembers().Prepend(type))
            .Where(member => member.IsDefined(typeof(SummaryAttribute)))
            .ToDictionary(Key, member => member.GetCustomAttribute<SummaryAttribute>()!.Text);

    public static TheoryData<string> Members => [.. s_told.Keys];

    [Theory, MemberData(nameof(Members))]
    public void Summary_is_the_documentation(string key) => Assert.Equal(s_documented[key], s_told[key]);

    private static string Key(MemberInfo member) => member switch
    {
        Type type => $"T:{type.FullName}",
        PropertyInfo => $"P:{member.DeclaringType!.FullName}.{member.Name}",
        _ => $"F:{member.DeclaringType!.FullName}.{member.Name}",
    };

    private static string Sentence(XElement? summary) =>
        Space().Replace(string.Concat(summary?.Nodes().Select(Text) ?? []), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
        XElement element => element.Value,
        _ => ((XText)node).Value,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
