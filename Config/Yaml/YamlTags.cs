using System.Diagnostics.CodeAnalysis;
using Pipelock.Config.Document;
using YamlDotNet.Core.Events;

namespace Pipelock.Config.Yaml;

/// <summary>The tags a configuration may use: those of the core schema (YAML 1.2 §10.3), nothing else.</summary>
internal static class YamlTags
{
    /// <summary>Tag of lists.</summary>
    public const string Sequence = Prefix + "seq";

    /// <summary>Tag of mappings.</summary>
    public const string Mapping = Prefix + "map";

    /// <summary>Why another tag is refused.</summary>
    public const string Refusal =
        "this tag does not fit here; remove it (known are !!str !!int !!float !!bool !!null !!seq !!map)";

    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>Types a scalar by its tag instead of by its characters.</summary>
    public static bool TryApply(
        Scalar scalar,
        SourceLocation location,
        [NotNullWhen(true)] out ScalarNode? node,
        [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (scalar.Tag.IsNonSpecific || scalar.Tag.Value == Prefix + "str")
        {
            node = ScalarNode.String(scalar.Value, location);
            return true;
        }

        var resolved = YamlScalars.Resolve(scalar.Value, location);
        node = (scalar.Tag.Value, resolved.Kind) switch
        {
            (Prefix + "null", ScalarKind.Null) => resolved,
            (Prefix + "bool", ScalarKind.Boolean) => resolved,
            (Prefix + "int", ScalarKind.Integer) => resolved,
            (Prefix + "float", ScalarKind.Float) => resolved,
            (Prefix + "float", ScalarKind.Integer) => ScalarNode.FromFloat(resolved.Text, resolved.Float, location),
            _ => null,
        };
        if (node is null)
            problem = Refusal;
        return node is not null;
    }
}
