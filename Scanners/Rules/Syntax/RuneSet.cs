namespace Pipelock.Scanners.Rules.Syntax;

/// <summary>An immutable set of code points, as sorted ranges that neither touch nor overlap.</summary>
internal sealed class RuneSet
{
    /// <summary>Largest code point.</summary>
    public const int MaxRune = 0x10FFFF;

    private readonly (int First, int Last)[] _ranges;

    private RuneSet((int First, int Last)[] ranges) => _ranges = ranges;

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
    public ReadOnlySpan<(int First, int Last)> Ranges => _ranges;

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
    /// <remarks>Each start of the program reads thousands of sets of a few ranges, most of them in order.</remarks>
    public static RuneSet Of(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        var sorted = new (int First, int Last)[ranges.Length];
        for (var i = 0; i < ranges.Length; i++)
        {
            var at = i;
            for (; at > 0 && sorted[at - 1].First > ranges[i].First; at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = ranges[i];
        }

        return new RuneSet(Merged(sorted));
    }

    /// <summary>Everything that is not in this set.</summary>
    public RuneSet Complement()
    {
        var gaps = new (int First, int Last)[_ranges.Length + 1];
        var count = 0;
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
                gaps[count++] = (next, first - 1);
            next = last + 1;
        }

        if (next <= MaxRune)
            gaps[count++] = (next, MaxRune);
        return new RuneSet(gaps[..count]);
    }

    /// <summary>This set and <paramref name="other"/>.</summary>
    public RuneSet Union(RuneSet other) => Of([.. _ranges, .. other._ranges]);

    /// <summary>Adds the other case of every letter; long ranges outside ASCII stay as they are.</summary>
    public RuneSet FoldCase()
    {
        var more = new (int First, int Last)[_ranges.Length + (2 * CountFolded())];
        var count = 0;
        foreach (var (first, last) in _ranges)
        {
            more[count++] = (first, last);
            for (var rune = first; rune <= LastFolded(first, last); rune++)
            {
                int upper = char.ToUpperInvariant((char)rune), lower = char.ToLowerInvariant((char)rune);
                if (upper != rune)
                    more[count++] = (upper, upper);
                if (lower != rune)
                    more[count++] = (lower, lower);
            }
        }

        return Of(more.AsSpan(0, count));
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

    private static (int First, int Last)[] Merged((int First, int Last)[] sorted)
    {
        var count = 0;
        foreach (var (first, last) in sorted)
        {
            if (count > 0 && first <= sorted[count - 1].Last + 1)
                sorted[count - 1].Last = Math.Max(sorted[count - 1].Last, last);
            else
                sorted[count++] = (first, last);
        }

        return count == sorted.Length ? sorted : sorted[..count];
    }

    private int CountFolded()
    {
        var count = 0;
        foreach (var (first, last) in _ranges)
            count += Math.Max(0, LastFolded(first, last) - first + 1);
        return count;
    }

    private static int LastFolded(int first, int last)
    {
        const int LongestFolded = 0x400;
        return Math.Min(last, Math.Min(first + LongestFolded - 1, char.MaxValue));
    }
}
