using System.Runtime.CompilerServices;

namespace Pipelock.Scanners.Secrets;

/// <summary>
/// Collects what a scan finds. Lives on the stack; allocates only beyond eight matches. Not thread-safe.
/// </summary>
public struct SecretMatches
{
    private const int Compared = 8;
    private FirstMatches _first;
    private List<SecretMatch>? _more;

    /// <summary>Stop looking after the first match.</summary>
    public bool StopAtFirst { get; init; }

    /// <summary>How many matches there are.</summary>
    public int Count { get; private set; }

    /// <summary>True when the scan need not go on.</summary>
    public readonly bool IsSatisfied => StopAtFirst && Count > 0;

    /// <summary>The match at <paramref name="index"/>, in order of discovery.</summary>
    public readonly SecretMatch this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return index < FirstMatches.Length ? _first[index] : _more![index - FirstMatches.Length];
        }
    }

    /// <summary>Forgets the matches, keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        _more?.Clear();
    }

    /// <summary>Adds a match; one that overlaps a recent match of the same rule widens that one instead.</summary>
    internal void Add(SecretMatch match)
    {
        // Only the last few: text made of nothing but secrets must not cost the square of its length.
        for (var i = Count - 1; i >= 0 && i >= Count - Compared; i--)
        {
            var known = this[i];
            if (known.Rule != match.Rule || known.End < match.Start || match.End < known.Start)
                continue;
            Set(i, known with { Start = Math.Min(known.Start, match.Start), End = Math.Max(known.End, match.End) });
            return;
        }

        if (Count >= FirstMatches.Length)
            (_more ??= []).Add(match);
        else
            _first[Count] = match;
        Count++;
    }

    private void Set(int index, SecretMatch match)
    {
        if (index < FirstMatches.Length)
            _first[index] = match;
        else
            _more![index - FirstMatches.Length] = match;
    }

    [InlineArray(Length)]
    private struct FirstMatches
    {
        public const int Length = 8;
        private SecretMatch _element;
    }
}
