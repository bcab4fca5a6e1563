using System.Globalization;
using System.Text;

namespace Pipelock.Cli.Commands.Diff;

/// <summary>Reads the lines that a unified diff adds, combined diffs of merges included.</summary>
/// <remarks>
/// The counts of a hunk's header tell its lines from headers that look the same: an added line may begin with
/// <c>++ b/</c>. An added line beyond its hunk's counts is still taken, so that wrong counts hide nothing.
/// </remarks>
internal sealed class UnifiedDiff
{
    private readonly List<AddedLine> _added = [];
    private string _file = "";
    private bool _named;
    private int[] _before = [];
    private int _after;
    private int _number;

    /// <summary>The added lines, in the order they stand.</summary>
    /// <exception cref="FormatException">The input is no unified diff; says why.</exception>
    public static IReadOnlyList<AddedLine> Read(TextReader input)
    {
        var diff = new UnifiedDiff();
        var blank = true;
        while (input.ReadLine() is { } line)
        {
            blank = blank && string.IsNullOrWhiteSpace(line);
            diff.Take(line);
        }

        return blank || diff._named
            ? diff._added : throw new FormatException("the input is no unified diff: it has no +++ header");
    }

    private bool InHunk => _after > 0 || _before.Any(left => left > 0);

    private void Take(string line)
    {
        if (InHunk)
        {
            TakeLine(line);
        }
        else if (line.StartsWith("+++ ", StringComparison.Ordinal))
        {
            _file = FileOf(line[4..]);
            _named = true;
        }
        else if (line.StartsWith("@@", StringComparison.Ordinal))
        {
            BeginHunk(line);
        }
        else if (line.StartsWith('+') && _named)
        {
            Add(line[1..]);
        }
    }

    private void TakeLine(string line)
    {
        if (line.StartsWith('\\')) return; // "\ No newline at end of file"
        var columns = _before.Length;
        var marks = line.Length >= columns ? line[..columns] : line.PadRight(columns);
        var stays = !marks.Contains('-', StringComparison.Ordinal);
        for (var parent = 0; parent < columns; parent++)
        {
            if (marks[parent] != '+' && (stays || marks[parent] == '-')) _before[parent]--;
        }

        if (!stays) return;
        _after--;
        if (marks.Contains('+', StringComparison.Ordinal)) Add(line[columns..]);
        else _number++;
    }

    private void Add(string text) => _added.Add(new AddedLine(_file, _number++, text));

    /// <summary><c>@@ -a,b +c,d @@</c>, or with one more @ and one more range for each further parent.</summary>
    private void BeginHunk(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parents = words[0].Length - 1;
        if (words.Length < parents + 2 || !TryRange(words[parents + 1], '+', out _number, out _after))
            throw new FormatException($"the input is no unified diff: a hunk header of {_file} cannot be read");
        _before = new int[parents];
        for (var parent = 0; parent < parents; parent++)
        {
            if (!TryRange(words[parent + 1], '-', out _, out _before[parent]))
                throw new FormatException($"the input is no unified diff: a hunk header of {_file} cannot be read");
        }
    }

    private static bool TryRange(string word, char sign, out int first, out int count)
    {
        (first, count) = (0, 1);
        if (word.Length < 2 || word[0] != sign) return false;
        var comma = word.IndexOf(',', StringComparison.Ordinal);
        var start = comma < 0 ? word.AsSpan(1) : word.AsSpan(1, comma - 1);
        return TryCount(start, out first) && (comma < 0 || TryCount(word.AsSpan(comma + 1), out count));
    }

    private static bool TryCount(ReadOnlySpan<char> digits, out int count) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private static string FileOf(string name)
    {
        name = name.Split('\t')[0].TrimEnd();
        if (name.Length > 1 && name[0] == '"' && name[^1] == '"') name = Unquote(name[1..^1]);
        return name.StartsWith("b/", StringComparison.Ordinal) ? name[2..] : name;
    }

    /// <summary>git quotes unusual names as C does, with octal escapes for the bytes of UTF-8.</summary>
    private static string Unquote(string quoted)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] != '\\' || i + 1 == quoted.Length)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(quoted[i].ToString()));
            }
            else if (i + 3 < quoted.Length && quoted[i + 1] is >= '0' and <= '3')
            {
                bytes.Add((byte)(((quoted[i + 1] - '0') << 6) | ((quoted[i + 2] - '0') << 3) | (quoted[i + 3] - '0')));
                i += 3;
            }
            else
            {
                i++;
                bytes.Add((byte)(quoted[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other }));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
