namespace Pipelock.Scanners.Secrets.Grams;

/// <summary>One of the ways in which a format can be read up to some place of it: its last bytes, and the rarest four in
/// a row so far. Immutable.</summary>
internal sealed class FormatReading
{
    /// <summary>Nothing was read.</summary>
    public static readonly FormatReading Start = new();

    private const int Reach = FormatGrams.Length - 1;

    /// <summary>What needs more grams is too vague.</summary>
    private const int MaxGrams = 8192;

    private ByteChoice?[] _last = new ByteChoice?[Reach];
    private ByteChoice[]? _rarest;
    private long _count = MaxGrams;
    private long _frequency = long.MaxValue;

    private FormatReading()
    {
    }

    /// <summary>The rarest four bytes in a row: as few grams as can be, and of these the ones that words have least; null
    /// when there are none.</summary>
    public ByteChoice[]? Rarest => _rarest;

    /// <summary>Reads one byte more.</summary>
    public FormatReading Then(ByteChoice next)
    {
        var after = new FormatReading { _rarest = _rarest, _count = _count, _frequency = _frequency };
        after._last = [_last[1], _last[2], next];
        if (_last is not [{ } first, { } second, { } third])
            return after;

        var count = (long)first.Members.Length * second.Members.Length * third.Members.Length * next.Members.Length;
        var frequency = first.Frequency * second.Frequency * third.Frequency * next.Frequency;
        if (count < _count || (count == _count && frequency < _frequency))
            (after._rarest, after._count, after._frequency) = ([first, second, third, next], count, frequency);
        return after;
    }

    /// <summary>Reads something that may be anything.</summary>
    public FormatReading ThenAnything() => new() { _rarest = _rarest, _count = _count, _frequency = _frequency };

    /// <summary>True when both go on in the same way, whatever follows.</summary>
    public bool IsLike(FormatReading other) =>
        _last.AsSpan().SequenceEqual(other._last) && _rarest.AsSpan().SequenceEqual(other._rarest);
}
