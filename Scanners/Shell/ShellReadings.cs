using System.Buffers;

namespace Pipelock.Scanners.Shell;

/// <summary>Makes the readings of one text: each is read again, until nothing new comes of it.</summary>
/// <remarks>Kept per thread, so that nothing is allocated once it has grown.</remarks>
internal sealed class ShellReadings
{
    private const int MaxKept = 1024 * 1024;
    private const int MaxRounds = 4;

    private static readonly SearchValues<byte> s_marks = SearchValues.Create(
        [.. "\\'\"$`{}?*[<|\t%^"u8, .. Enumerable.Range(128, 128).Select(b => (byte)b)]);

    [ThreadStatic]
    private static ShellReadings? t_idle;

    private readonly GatherBuffer _texts = new();
    private readonly GatherBuffer _scratch = new();
    private readonly Reader _expand = new ShellExpander().Write;
    private readonly (int Start, int Length)[] _places = new (int, int)[ShellText.MaxReadings + 1];
    private int _count;
    private int _maxText;

    private delegate bool Reader(ReadOnlySpan<byte> text, GatherBuffer output);

    /// <summary>How many readings there are beside the text itself.</summary>
    internal int Count => _count - 1;

    /// <summary>True when a shell would change anything in the text.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> text) =>
        text.ContainsAny(s_marks) || PlainPaths.IsCandidate(text) || EncodedArguments.IsCandidate(text);

    /// <summary>The readings of a text.</summary>
    internal static ShellReadings Rent(ReadOnlySpan<byte> text)
    {
        var readings = t_idle ?? new ShellReadings();
        t_idle = null;
        readings.Start(text);
        return readings;
    }

    /// <summary>Gives the memory back for the next text of this thread.</summary>
    internal void Return()
    {
        if (_texts.Length <= MaxKept)
            t_idle = this;
    }

    /// <summary>One reading.</summary>
    internal ReadOnlySpan<byte> Text(int index) => At(index + 1);

    private ReadOnlySpan<byte> At(int index) => _texts.Text.Slice(_places[index].Start, _places[index].Length);

    private void Start(ReadOnlySpan<byte> text)
    {
        _texts.Clear();
        _count = 0;
        _maxText = (16 * text.Length) + (64 * 1024);
        Add(text);
        var read = 0;
        for (var round = 0; round < MaxRounds && read < _count; round++)
        {
            var end = _count;
            for (; read < end; read++)
                Expand(read);
        }
    }

    // Every way of reading one text; each gives at most a few more.
    private void Expand(int index)
    {
        if (Text(CanonicalForm.Write, index))
            return; // everything else is read from the canonical form
        _ = Text(_expand, index);
        _ = Text(EncodedArguments.Write, index);
        _ = Text(CharacterLists.Write, index);
        _ = Text(WellKnownPaths.Write, index);
        _ = Text(PlainPaths.Write, index);
        _ = Text(ReversedText.Write, index);
        _ = Text(CaretEscapes.Write, index);
    }

    private bool Text(Reader reader, int index)
    {
        _scratch.Clear();
        return reader(At(index), _scratch) && _scratch.Length > 0 && Add(_scratch.Text);
    }

    private bool Add(ReadOnlySpan<byte> text)
    {
        if (_count == _places.Length || _texts.Length + text.Length > _maxText)
            return false;
        for (var i = 0; i < _count; i++)
        {
            if (At(i).SequenceEqual(text))
                return false;
        }

        _places[_count++] = (_texts.Length, text.Length);
        _texts.Add(text);
        return true;
    }
}
