using Pipelock.Scanners.Rules.Syntax;

namespace Pipelock.Scanners.Secrets;

/// <summary>Picks the four bytes in a row of each format by which it is told best: as few as can be, and of these the
/// ones that words have least. Not thread-safe.</summary>
internal sealed class RareWindows
{
    /// <summary>What needs more grams is too vague.</summary>
    private const int MaxGrams = 8192;

    // Most characters of formats are of a few sets.
    private readonly Dictionary<RuneSet, ByteChoice> _choices = new(ReferenceEqualityComparer.Instance);
    private readonly ByteChoice?[] _bytes = new ByteChoice?[byte.MaxValue + 1];
    private readonly List<ByteChoice[]> _windows = [];
    private ByteChoice?[] _row = [];

    /// <summary>The windows picked.</summary>
    public IReadOnlyList<ByteChoice[]> All => _windows;

    /// <summary>Adds a window of each reading of a format; false when one has none.</summary>
    public bool TryAdd(PatternNode format)
    {
        bool areFound = true;
        foreach (var row in PatternRows.Of(format))
        {
            Span<ByteChoice?> choices = Row(row.Length);
            for (int i = 0; i < row.Length; i++)
                choices[i] = row[i] is { } set ? Choice(set) : null;
            areFound &= TryAddRarest(choices);
        }

        return areFound;
    }

    /// <summary>Adds a window of a text that is looked for as it is; false when it is shorter than one.</summary>
    public bool TryAdd(ReadOnlySpan<byte> text)
    {
        Span<ByteChoice?> choices = Row(text.Length);
        for (int i = 0; i < text.Length; i++)
            choices[i] = _bytes[text[i]] ??= ByteChoice.Of(text[i]);
        return TryAddRarest(choices);
    }

    private Span<ByteChoice?> Row(int length)
    {
        if (_row.Length < length)
            _row = new ByteChoice?[length];
        return _row.AsSpan(0, length);
    }

    private ByteChoice Choice(RuneSet set)
    {
        if (!_choices.TryGetValue(set, out var choice))
            _choices.Add(set, choice = ByteChoice.Of(set));
        return choice;
    }

    private bool TryAddRarest(ReadOnlySpan<ByteChoice?> row)
    {
        int best = -1;
        long count = MaxGrams;
        long frequency = long.MaxValue;
        for (int at = 0; at + FormatGrams.Length <= row.Length; at++)
        {
            long more = 1;
            long often = 1;
            foreach (var choice in row.Slice(at, FormatGrams.Length))
            {
                more *= choice?.Members.Length ?? MaxGrams;
                often *= choice?.Frequency ?? 1;
            }

            if (more < count || (more == count && often < frequency))
                (best, count, frequency) = (at, more, often);
        }

        if (best >= 0 && !IsLast(row.Slice(best, FormatGrams.Length)))
            _windows.Add(row.Slice(best, FormatGrams.Length).ToArray()!);
        return best >= 0;
    }

    // The readings of a format mostly have the same mark.
    private bool IsLast(ReadOnlySpan<ByteChoice?> window) =>
        _windows.Count > 0 && window.SequenceEqual(_windows[^1]);
}
