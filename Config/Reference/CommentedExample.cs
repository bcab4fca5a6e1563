using System.Text;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Reference;

/// <summary>Writes a configuration that holds every key, each at its default, commented out and explained.</summary>
public static class CommentedExample
{
    private const int Width = 116;

    /// <summary>The file as YAML with a final newline; the same text every time. As it stands, it sets only the
    /// version: removing the mark from a line, and from the sections around it, sets that key.</summary>
    public static string Write<T>()
        where T : class, new()
    {
        var file = new StringBuilder()
            .Append("# Every key there is, at its default. Remove the # from a line, and from the names of the\n")
            .Append("# sections above it, to set it. `pipelock check --config FILE` names every mistake.\n\n");
        foreach (var key in RecordShape.Of(typeof(T)).Keys)
            Append(file, key, new T(), depth: 0);
        return file.ToString();
    }

    private static void Append(StringBuilder file, KeyShape key, object record, int depth)
    {
        var indent = new string(' ', 2 * depth);
        foreach (var line in Wrapped($"{KeyWords.Meaning(key)} ({KeyWords.Type(key)})", Width - indent.Length))
            file.Append($"{indent}## {line}\n");
        if (key.Value.Kind == ValueKind.Record)
        {
            file.Append($"{indent}#{key.Name}:\n");
            var section = key.Read(record) ?? Activator.CreateInstance(key.Value.Type)!;
            foreach (var inner in key.Value.Record.Keys)
                Append(file, inner, section, depth + 1);
        }
        else
        {
            file.Append($"{indent}#{key.Name}: {KeyWords.Default(key, record)}".TrimEnd()).Append('\n');
        }

        if (depth == 0)
            file.Append('\n');
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Trim().Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
