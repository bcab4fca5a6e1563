using System.Collections.Immutable;
using System.Text;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>Words of which a text must hold at least one, or else a pattern cannot match in it.</summary>
/// <param name="Words">
/// The words, sorted; each a part of what is matched. A space at an end says that no letter may stand there.
/// </param>
internal sealed record WordClause(ImmutableSortedSet<string> Words)
{
    /// <summary>Words that are in every text tell nothing; a clause that has one of them is the last resort.</summary>
    private static readonly HashSet<string> s_common = new(StringComparer.Ordinal)
    {
        "all", "am", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "do", "for", "from", "go", "has",
        "have", "he", "http", "https", "if", "in", "into", "is", "it", "its", "me", "my", "new", "no", "not", "of",
        "on", "one", "or", "our", "out", "so", "that", "the", "this", "to", "up", "us", "use", "was", "we", "with",
    };

    private const int Shortest = 3;
    private const int Common = 1;
    private const int Letter = 2;
    private const int Edge = 1;
    private const int Sign = 3;
    private const int OtherScript = 6;
    private const int RareFrom = 3;

    /// <summary>How much its commonest word tells.</summary>
    public int Rarity { get; } = Words.IsEmpty ? 0 : Words.Min(RarityOf);

    /// <summary>Not fulfilled by about every text.</summary>
    public bool IsRare => Rarity >= RareFrom;

    /// <summary>No letter may stand before any of the words.</summary>
    public bool StartsWords => Words.All(word => word[0] == ' ');

    /// <summary>The bytes of all words.</summary>
    public ByteSet Bytes => Words.Aggregate(default(ByteSet), (all, word) => all.Or(ByteSet.Of(word.AsSpan().Trim())));

    /// <summary>A clause without the words that hold another one.</summary>
    /// <param name="words">The words.</param>
    /// <param name="before">What of a word that was left out can stand before the one it holds.</param>
    /// <param name="behind">What of it can follow the one it holds.</param>
    public static WordClause Of(IEnumerable<string> words, out Filling before, out Filling behind)
    {
        string[] all = [.. words.Distinct()];
        string[] kept = [.. all.Where(word => !all.Any(part => IsPartOf(part, word)))];
        before = behind = default;
        foreach (var word in all)
        {
            var part = kept.First(part => word.Contains(part, StringComparison.Ordinal));
            var at = word.IndexOf(part, StringComparison.Ordinal);
            before = before.Or(FillingOf(word.AsSpan(0, at)));
            behind = behind.Or(FillingOf(word.AsSpan(at + part.Length)));
        }

        return new WordClause([.. kept]);
    }

    /// <inheritdoc/>
    public bool Equals(WordClause? other) => other is not null && Words.SetEquals(other.Words);

    /// <inheritdoc/>
    public override int GetHashCode() => Words.Aggregate(0, (hash, word) => HashCode.Combine(hash, word));

    private static bool IsPartOf(string part, string word) =>
        part.Length < word.Length && word.Contains(part, StringComparison.Ordinal);

    private static Filling FillingOf(ReadOnlySpan<char> letters) =>
        new(Encoding.UTF8.GetByteCount(letters.Trim()), ByteSet.Of(letters.Trim()));

    private static int RarityOf(string word)
    {
        var letters = word.Trim();
        if (s_common.Contains(letters))
            return Common;
        // One or two letters stand in other words all the time, but few words of a text are just those two.
        if (letters.All(char.IsAsciiLetterOrDigit) && letters.Length < Shortest)
            return letters.Length == Shortest - 1 && word[0] == ' ' ? RareFrom : letters.Length - 1;
        return word.Sum(c =>
            !char.IsAscii(c) ? OtherScript : c == ' ' ? Edge : char.IsAsciiLetterOrDigit(c) ? Letter : Sign);
    }
}
