namespace Pipelock.Corpus.Tests;

/// <summary>Reads the group files below <c>Data/surface/verdict</c>.</summary>
/// <remarks>
/// A case begins with <c>== name [key=value …]: why</c>; the lines up to the next one are its payload, without the
/// last line break. Keys: <c>type</c> (Content-Type), <c>encoding</c> (Content-Encoding), <c>rule</c>. Lines before
/// the first case describe the group.
/// </remarks>
public static class CorpusReader
{
    private const string Mark = "== ";

    /// <summary>Where the data lies beside the tests.</summary>
    public static string DataFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Data");

    /// <summary>The names of all groups (<c>surface/verdict/file</c>), sorted.</summary>
    public static IReadOnlyList<string> Groups { get; } =
    [
        .. Directory.EnumerateFiles(DataFolder, "*.txt", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(DataFolder, file), null).Replace('\\', '/'))
            .Where(name => name.Count(c => c == '/') == 2)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every case of one group.</summary>
    /// <exception cref="FormatException">A line is not as described; names file and line.</exception>
    public static IReadOnlyList<CorpusCase> Read(string group) =>
        Parse(group, File.ReadAllText(Path.Combine(DataFolder, group + ".txt")));

    /// <summary>The cases of a group's text.</summary>
    public static IReadOnlyList<CorpusCase> Parse(string group, string text)
    {
        var folders = group.Split('/');
        if (folders.Length != 3 || !Enum.TryParse(folders[0], ignoreCase: true, out CorpusSurface surface)
            || folders[1] is not ("block" or "allow"))
        {
            throw new FormatException($"{group}: expected surface/block or surface/allow, then a name");
        }

        List<CorpusCase> cases = [];
        List<string> payload = [];
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Mark, StringComparison.Ordinal))
            {
                payload.Add(lines[i]);
                continue;
            }

            Finish(cases, payload);
            cases.Add(ReadMark(group, surface, folders[1] == "block", lines[i], i + 1));
        }

        Finish(cases, payload);
        return cases;
    }

    private static void Finish(List<CorpusCase> cases, List<string> payload)
    {
        if (cases.Count > 0)
            cases[^1] = cases[^1] with { Template = string.Join('\n', payload) };
        payload.Clear();
    }

    private static CorpusCase ReadMark(string group, CorpusSurface surface, bool isAttack, string line, int number)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
            throw new FormatException($"{group}.txt line {number}: expected ': ' and the reason");

        var words = line[Mark.Length..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var result = new CorpusCase($"{group}/{words[0]}", surface, isAttack, "", line[(colon + 2)..].Trim());
        foreach (var word in words.Skip(1))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var value = word[(equals + 1)..];
            result = word[..Math.Max(equals, 0)] switch
            {
                "type" => result with { ContentType = value },
                "encoding" => result with { ContentEncoding = value },
                "rule" => result with { Rule = value },
                _ => throw new FormatException($"{group}.txt line {number}: unknown key in '{word}'"),
            };
        }

        return result;
    }
}
