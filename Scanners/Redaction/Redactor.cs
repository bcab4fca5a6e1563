using System.Buffers;

namespace Pipelock.Scanners.Redaction;

/// <summary>Finds in a text what is to be replaced. Immutable and thread-safe.</summary>
public sealed class Redactor
{
    private readonly (string Name, int Priority, RedactionClasses.Matcher Match)[] _classes;
    private readonly DictionaryFinder[] _words;

    /// <summary>Reads what is to be replaced.</summary>
    public Redactor(RedactionSettings settings)
    {
        Settings = settings;
        _classes = [.. RedactionClasses.All.Where(one => settings.Classes.Contains(one.Name))];
        _words =
        [
            .. settings.Words.Where(words => words.Entries.Length > 0).Select(words => new DictionaryFinder(words)),
        ];
    }

    /// <summary>What is replaced, and how much of it.</summary>
    public RedactionSettings Settings { get; }

    /// <summary>Begins with a body; its placeholders are numbered from one.</summary>
    public JsonRedaction Begin() => new(this);

    /// <summary>Rewrites JSON that is here as a whole; its placeholders are numbered from one.</summary>
    /// <param name="json">The text.</param>
    /// <param name="rewritten">What goes on in its place; null when nothing was replaced, or with a fault.</param>
    public RedactionFault Rewrite(ReadOnlySpan<byte> json, out byte[]? rewritten)
    {
        const int Growth = 64;
        var redaction = Begin();
        var output = new ArrayBufferWriter<byte>(json.Length + Growth);
        redaction.Append(json, output);
        redaction.Complete(output);
        rewritten = redaction.Fault == RedactionFault.None && redaction.Count > 0
            ? output.WrittenSpan.ToArray() : null;
        return redaction.Fault;
    }

    /// <summary>Fills <paramref name="found"/> with what is to be replaced: from left to right, none over
    /// another.</summary>
    internal void Find(ReadOnlySpan<char> text, List<RedactionMatch> found)
    {
        found.Clear();
        for (var at = 0; at < text.Length; at++)
        {
            // Forms begin with a letter, a digit, a colon, a dash, or a sign that local parts of addresses may have.
            if (text[at] is < '%' or > 'z')
                continue;
            foreach (var (name, priority, match) in _classes)
            {
                if (match(text, at) is > 0 and var length)
                    found.Add(new RedactionMatch(at, length, name, priority));
            }
        }

        foreach (var words in _words)
            words.Find(text, found);
        if (found.Count > 1)
            LeaveWinners(found);
    }

    private static void LeaveWinners(List<RedactionMatch> found)
    {
        found.Sort(RedactionMatch.Compare);
        var winners = new SortedList<int, RedactionMatch>();
        foreach (var match in found)
        {
            if (!Overlaps(winners, match))
                winners.Add(match.Start, match);
        }

        found.Clear();
        found.AddRange(winners.Values);
    }

    // The winner that begins before the match, and the one behind that, are the only ones that can touch it.
    private static bool Overlaps(SortedList<int, RedactionMatch> winners, RedactionMatch match)
    {
        var low = 0;
        var high = winners.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (winners.Keys[middle] < match.Start)
                low = middle + 1;
            else
                high = middle;
        }

        return (low > 0 && winners.Values[low - 1].End > match.Start)
            || (low < winners.Count && winners.Keys[low] < match.End);
    }
}
