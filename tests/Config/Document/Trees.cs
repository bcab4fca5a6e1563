using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pipelock.Config.Document;

namespace Pipelock.Config.Tests.Document;

/// <summary>Random trees, and how the two formats write them.</summary>
/// <remarks>In every mapping the sections come last, since TOML cannot write a key of a table behind the table's
/// sub-tables.</remarks>
internal static class Trees
{
    private static readonly string[] s_keys =
        ["a", "b", "key_1", "with space", "dot.ted", "é", "", "1", "true", "\"", "#"];

    private static readonly string[] s_texts =
        ["", "text", " blank ", "1", "true", "null", "~", "it's", "\"", "\\", "a: b", "# c", "- d", "é🔒",
         "two\nlines\t", "\r"];

    /// <summary>Mappings of up to three levels.</summary>
    public static Gen<MappingNode> Mappings { get; } = Mapping(3);

    /// <summary>The tree as TOML: sections with headers, all else in place.</summary>
    public static string ToToml(MappingNode root)
    {
        var text = new StringBuilder();
        WriteTable(root, "", text);
        return text.ToString();
    }

    /// <summary>The tree as YAML: sections in blocks, all else in flow style.</summary>
    public static string ToYaml(MappingNode root)
    {
        var text = new StringBuilder();
        WriteBlock(root, "", text);
        return text.ToString();
    }

    private static Gen<MappingNode> Mapping(int depth) =>
        from count in Gen.Choose(0, 4)
        from keys in Gen.ArrayOf(Gen.Elements(s_keys), count)
        from values in Gen.ArrayOf(Value(depth), count)
        select new MappingNode(
            [
                .. keys.Zip(values, (key, value) => new MappingEntry(key, default, value))
                    .DistinctBy(entry => entry.Key)
                    .OrderBy(entry => entry.Value is MappingNode),
            ],
            default);

    private static Gen<ConfigNode> Value(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.Elements(s_texts).Select(text => (ConfigNode)ScalarNode.String(text, default)),
            Gen.Choose(int.MinValue, int.MaxValue).Select(n =>
                (ConfigNode)ScalarNode.FromInteger("", n * 4_000_000_007L, default)),
            Gen.Choose(-1_000_000, 1_000_000).Select(n => (ConfigNode)ScalarNode.FromFloat("", n / 1024.0, default)),
            Gen.Elements(true, false).Select(b => (ConfigNode)ScalarNode.FromBoolean("", b, default)));
        if (depth == 0)
            return scalar;
        var list = from count in Gen.Choose(0, 3)
                   from items in Gen.ArrayOf(Value(depth - 1), count)
                   select (ConfigNode)new SequenceNode([.. items], default);
        return Gen.OneOf(scalar, scalar, list, Mapping(depth - 1).Select(mapping => (ConfigNode)mapping));
    }

    private static void WriteTable(MappingNode table, string path, StringBuilder text)
    {
        foreach (var entry in table.Entries)
        {
            if (entry.Value is not MappingNode section)
            {
                text.Append(Quote(entry.Key)).Append(" = ").Append(Inline(entry.Value, " = ")).Append('\n');
                continue;
            }

            var child = path.Length == 0 ? Quote(entry.Key) : $"{path}.{Quote(entry.Key)}";
            text.Append('[').Append(child).Append("]\n");
            WriteTable(section, child, text);
        }
    }

    private static void WriteBlock(MappingNode mapping, string indentation, StringBuilder text)
    {
        foreach (var entry in mapping.Entries)
        {
            text.Append(indentation).Append(Quote(entry.Key)).Append(':');
            if (entry.Value is MappingNode { Entries.IsEmpty: false } section)
            {
                text.Append('\n');
                WriteBlock(section, indentation + "  ", text);
            }
            else
            {
                text.Append(' ').Append(Inline(entry.Value, ": ")).Append('\n');
            }
        }
    }

    private static string Inline(ConfigNode node, string assignment) => node switch
    {
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(item => Inline(item, assignment)))}]",
        MappingNode map => $"{{{string.Join(", ", map.Entries.Select(entry => Pair(entry, assignment)))}}}",
        ScalarNode { Kind: ScalarKind.Integer } scalar => scalar.Integer.ToString(CultureInfo.InvariantCulture),
        ScalarNode { Kind: ScalarKind.Float } scalar =>
            scalar.Float.ToString("0.0##############", CultureInfo.InvariantCulture),
        ScalarNode { Kind: ScalarKind.Boolean } scalar => scalar.Boolean ? "true" : "false",
        _ => Quote(((ScalarNode)node).Text),
    };

    private static string Pair(MappingEntry entry, string assignment) =>
        Quote(entry.Key) + assignment + Inline(entry.Value, assignment);

    private static string Quote(string text) => $"\"{string.Concat(text.Select(Escape))}\"";

    // The escapes that both formats know.
    private static string Escape(char c) => c is '"' or '\\' ? $"\\{c}" : c < ' ' ? $"\\u{(int)c:X4}" : $"{c}";
}
