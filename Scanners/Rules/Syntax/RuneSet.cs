using System.Collections.Immutable;

namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>An immutable set of code points, as sorted ranges that neither touch nor overlap.</summary>
internal sealed class RuneSet
{
    /// <summary>Largest code point.</summary>
    public const int MaxRune = 0x10FFFF;

    private RuneSet(ImmutableArray<(int First, int Last)> ranges) => Ranges = ranges;

    /// <summary>Every code point.</summary>
    public static RuneSet All { get; } = Of((0, MaxRune));

    /// <summary>RE2's <c>\d</c>: ASCII digits only.</summary>
    public static RuneSet Digits { get; } = Of(('0', '9'));

    /// <summary>RE2's <c>\w</c>: ASCII letters, digits and underscore.</summary>
    public static RuneSet Words { get; } = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary>
    /// White space: RE2's <c>\s</c> plus vertical tab, which a sender may use as a separator just as well.
    /// </summary>
    public static RuneSet Spaces { get; } = Of(('\t', '\r'), (' ', ' '));

    /// <summary>The ranges, ascending.</summary>
    public ImmutableArray<(int First, int Last)> Ranges { get; }

    /// <summary>No code point of 128 or more.</summary>
    public bool IsAscii => Ranges.IsEmpty || Ranges[^1].Last < 0x80;

    /// <summary>Some code point below 128.</summary>
    public bool HasAscii => !Ranges.IsEmpty && Ranges[0].First < 0x80;

    /// <summary>Every code point of 128 or more, as in <c>[^a]</c>; matched byte by byte.</summary>
    public bool HasAllNonAscii => !Ranges.IsEmpty && Ranges[^1].First <= 0x80 && Ranges[^1].Last == MaxRune;

    /// <summary>How many code points there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var (first, last) in Ranges)
                count += last - first + 1;
            return count;
        }
    }

    /// <summary>A set of ranges in any order.</summary>
    public static RuneSet Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = ImmutableArray.CreateBuilder<(int First, int Last)>();
        foreach (var (first, last) in ranges.Order())
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            else
                merged.Add((first, last));
        }

        return new RuneSet(merged.ToImmutable());
    }

    /// <summary>Everything that is not in this set.</summary>
    public RuneSet Complement()
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next)
                gaps.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= MaxRune)
            gaps.Add((next, MaxRune));
        return Of(gaps);
    }

    /// <summary>This set and <paramref name="other"/>.</summary>
    public RuneSet Union(RuneSet other) => Of([.. Ranges, .. other.Ranges]);

    /// <summary>Adds the other case of every letter; long ranges outside ASCII stay as they are.</summary>
    public RuneSet FoldCase()
    {
        const int LongestFolded = 0x400;
        var more = new List<(int, int)>(Ranges);
        foreach (var (first, last) in Ranges)
        {
            for (var rune = first; rune <= last && rune - first < LongestFolded && rune <= char.MaxValue; rune++)
            {
                int upper = char.ToUpperInvariant((char)rune), lower = char.ToLowerInvariant((char)rune);
                if (upper != rune)
                    more.Add((upper, upper));
                if (lower != rune)
                    more.Add((lower, lower));
            }
        }

        return Of(more);
    }

    /// <summary>
    /// Whether a single byte stands for a member; bytes from 128 count as <see cref="HasAllNonAscii"/>.
    /// </summary>
    public bool ContainsByte(byte value)
    {
        if (value >= 0x80)
            return HasAllNonAscii;
        foreach (var (first, last) in Ranges)
        {
            if (value >= first && value <= last)
                return true;
        }

        return false;
    }
}
