using System.Globalization;
using System.Text;
using Pipelock.Config.Document;

namespace Pipelock.Config.Tests.Document;

/// <summary>Writes a tree on one line: <c>{a=1 b="x" c=[true 1.5f null]}</c>; dates keep their text behind their
/// kind.</summary>
internal static class Notation
{
    public static string Of(ConfigNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(ConfigNode node, StringBuilder text)
    {
        switch (node)
        {
            case ScalarNode scalar:
                text.Append(Of(scalar));
                break;
            case SequenceNode sequence:
                text.Append('[');
                foreach (var item in sequence.Items)
                {
                    Write(item, Separate(text, '['));
                }

                text.Append(']');
                break;
            case MappingNode mapping:
                text.Append('{');
                foreach (var entry in mapping.Entries)
                {
                    Separate(text, '{').Append(Key(entry.Key)).Append('=');
                    Write(entry.Value, text);
                }

                text.Append('}');
                break;
        }
    }

    private static StringBuilder Separate(StringBuilder text, char open) => text[^1] == open ? text : text.Append(' ');

    private static string Key(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '<') ? key : Quote(key);

    private static string Of(ScalarNode scalar) => scalar.Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.String => Quote(scalar.Text),
        ScalarKind.Integer => scalar.Integer.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Float => scalar.Float.ToString("R", CultureInfo.InvariantCulture) + "f",
        ScalarKind.Boolean => scalar.Boolean ? "true" : "false",
        var kind => $"{kind}({scalar.Text})",
    };

    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\x7F' => text.Append("\\x").Append(((int)c).ToString("X2")),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
