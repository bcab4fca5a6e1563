namespace Pipelock.Scanners.Injection.Readings;

/// <summary>Follows two offsets of a text through a pass that changes its length.</summary>
/// <param name="first">The lower offset in the text that is read.</param>
/// <param name="last">The higher one.</param>
internal struct Cuts(int first, int last)
{
    private readonly int _first = first;
    private readonly int _last = last;
    private int _firstWritten = -1;
    private int _lastWritten = -1;

    /// <summary>Everything is between them.</summary>
    internal static Cuts All => new(0, int.MaxValue);

    /// <summary>Notes that the bytes from <paramref name="read"/> on are written at
    /// <paramref name="written"/>.</summary>
    internal void Note(int read, int length, int written)
    {
        if (_firstWritten < 0 && read + length > _first)
            _firstWritten = written + Math.Max(0, _first - read);
        if (_lastWritten < 0 && read + length > _last)
            _lastWritten = written + Math.Max(0, _last - read);
    }

    /// <summary>The same offsets in the text that was written.</summary>
    internal readonly Cuts Moved(int totalWritten) => new(
        Math.Min(totalWritten, _firstWritten < 0 ? totalWritten : _firstWritten),
        Math.Min(totalWritten, _lastWritten < 0 ? totalWritten : _lastWritten));

    /// <summary>True for a match that ends between the two.</summary>
    internal readonly bool Holds(int end) => end > _first && end <= _last;
}
