using System.Buffers;

namespace Pipelock.Scanners.Redaction;

/// <summary>Finds the words of one dictionary. Immutable and thread-safe.</summary>
internal sealed class DictionaryFinder
{
    private readonly SearchValues<string> _any;
    private readonly string[] _longestFirst;
    private readonly RedactionWords _words;
    private readonly StringComparison _comparison;

    internal DictionaryFinder(RedactionWords words)
    {
        _words = words;
        _comparison = words.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _longestFirst = [.. words.Entries.Where(entry => entry.Length > 0).OrderByDescending(entry => entry.Length)];
        _any = SearchValues.Create(_longestFirst, _comparison);
    }

    /// <summary>Adds every place at which a word stands, the longest of those that begin there.</summary>
    internal void Find(ReadOnlySpan<char> text, List<RedactionMatch> found)
    {
        var at = 0;
        while (at < text.Length && text[at..].IndexOfAny(_any) is >= 0 and var next)
        {
            at += next;
            foreach (var word in _longestFirst)
            {
                if (!text[at..].StartsWith(word, _comparison) || !IsBounded(text, at, word.Length))
                    continue;
                found.Add(new RedactionMatch(at, word.Length, _words.Class, _words.Priority));
                break;
            }

            at++;
        }
    }

    private bool IsBounded(ReadOnlySpan<char> text, int at, int length) => !_words.WholeWords
        || (!IsWord(text, at - 1) && !IsWord(text, at + length));

    private static bool IsWord(ReadOnlySpan<char> text, int at) =>
        (uint)at < (uint)text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');
}
