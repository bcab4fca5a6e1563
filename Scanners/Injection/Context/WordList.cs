using System.Text;

namespace Pipelock.Scanners.Injection.Context;

/// <summary>Words to look for around a phrase, in the plain form of a text. Immutable.</summary>
internal sealed class WordList(params string[] words)
{
    private readonly byte[][] _words = [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>True when a text begins with one of them.</summary>
    internal bool IsStartOf(ReadOnlySpan<byte> text)
    {
        foreach (var word in _words)
        {
            if (text.StartsWith(word))
                return true;
        }

        return false;
    }

    /// <summary>True when a text ends with one of them; the blank before a word may be the text's beginning.</summary>
    internal bool IsEndOf(ReadOnlySpan<byte> text)
    {
        foreach (var word in _words)
        {
            var isWhole = text.Length + 1 == word.Length && word[0] == ' ' && text.SequenceEqual(word.AsSpan(1));
            if (isWhole || text.EndsWith(word))
                return true;
        }

        return false;
    }

    /// <summary>True when one of them stands somewhere in a text.</summary>
    internal bool IsIn(ReadOnlySpan<byte> text) => IndexIn(text) >= 0;

    /// <summary>Where one of them stands in a text, the first of the list that does; negative when none does.</summary>
    internal int IndexIn(ReadOnlySpan<byte> text)
    {
        foreach (var word in _words)
        {
            if (text.IndexOf(word) is var at and >= 0)
                return at;
        }

        return -1;
    }
}
